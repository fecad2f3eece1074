using Hydrant.Core;
using Hydrant.Wire.Dispatch;

namespace Hydrant.Api.Firehose;

/// <summary>The only place that knows both a fault kind and its name on the wire of Firehose.</summary>
internal static class FirehoseFaults
{
    public static WireFault Of(FaultKind kind) => kind switch
    {
        FaultKind.InvalidArgument => new("InvalidArgumentException", 400),
        FaultKind.Validation => new("ValidationException", 400),
        FaultKind.NotFound => new("ResourceNotFoundException", 400),
        FaultKind.InUse => new("ResourceInUseException", 400),
        FaultKind.Conflict => new("ConcurrentModificationException", 400),
        FaultKind.LimitExceeded => new("LimitExceededException", 400),
        FaultKind.CallsExceeded => new("ThrottlingException", 400),
        FaultKind.AccessDenied => new("AccessDeniedException", 400),
        FaultKind.ThroughputExceeded or FaultKind.Unavailable => new("ServiceUnavailableException", 500),
        FaultKind.Internal => new("InternalFailure", 500),
        _ => throw InvariantException.Unreachable(kind),
    };
}
