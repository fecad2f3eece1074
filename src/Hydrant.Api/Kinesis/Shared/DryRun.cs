using Hydrant.Core;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>A request that only asks whether it would succeed. One that would not ends with its own error.</summary>
internal static class DryRun
{
    public static readonly Fault Succeeded =
        new(FaultKind.DryRun, "The request would have succeeded, but the DryRun flag is set.");
}
