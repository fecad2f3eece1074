using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Wire.Dispatch;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>From a ResourceARN to what it names.</summary>
internal static class ResourceLookup
{
    private const string Consumer = "/consumer/";

    public static Outcome<IResource> FindResource(
        this StreamDirectory streams, string arn, CallContext call, string action)
    {
        if (arn.Contains(Consumer, StringComparison.Ordinal))
            return Fault.NotFound($"Consumer {arn}, account {call.Tenant.Account} not found.");

        var found = streams.Find(name: null, arn, call, action);
        return found.Ok ? new StreamResource(streams, found.Value) : found.Fault;
    }
}
