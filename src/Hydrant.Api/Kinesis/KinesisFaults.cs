using Hydrant.Core;
using Hydrant.Wire.Dispatch;

namespace Hydrant.Api.Kinesis;

/// <summary>The only place that knows both a fault kind and its name on the wire of Kinesis.</summary>
internal static class KinesisFaults
{
    public static WireFault Of(FaultKind kind) => kind switch
    {
        FaultKind.InvalidArgument => new("InvalidArgumentException", 400),
        FaultKind.Validation => new("ValidationException", 400),
        FaultKind.NotFound => new("ResourceNotFoundException", 400),
        FaultKind.InUse => new("ResourceInUseException", 400),
        FaultKind.LimitExceeded => new("LimitExceededException", 400),
        FaultKind.ThroughputExceeded => new("ProvisionedThroughputExceededException", 400),
        FaultKind.ExpiredIterator => new("ExpiredIteratorException", 400),
        FaultKind.ExpiredNextToken => new("ExpiredNextTokenException", 400),
        FaultKind.AccessDenied => new("AccessDeniedException", 400),
        FaultKind.DryRun => new("DryRunOperationException", 400),
        FaultKind.KeyNotFound => new("KMSNotFoundException", 400),
        FaultKind.Unavailable => new("InternalFailure", 500),
        FaultKind.Internal => new("InternalFailure", 500),
        _ => throw InvariantException.Unreachable(kind),
    };
}
