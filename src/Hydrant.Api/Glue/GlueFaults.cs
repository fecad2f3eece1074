using Hydrant.Core;
using Hydrant.Wire.Dispatch;

namespace Hydrant.Api.Glue;

/// <summary>The only place that knows both a fault kind and its name on the wire of Glue.</summary>
internal static class GlueFaults
{
    public static WireFault Of(FaultKind kind) => kind switch
    {
        FaultKind.InvalidArgument => new("InvalidInputException", 400),
        FaultKind.Validation => new("ValidationException", 400),
        FaultKind.NotFound => new("EntityNotFoundException", 400),
        FaultKind.InUse => new("AlreadyExistsException", 400),
        FaultKind.Conflict => new("ConcurrentModificationException", 400),
        FaultKind.LimitExceeded => new("ResourceNumberLimitExceededException", 400),
        FaultKind.ThroughputExceeded => new("ThrottlingException", 400),
        FaultKind.AccessDenied => new("AccessDeniedException", 400),
        FaultKind.Unavailable or FaultKind.Internal => new("InternalServiceException", 500),
        _ => throw InvariantException.Unreachable(kind),
    };
}
