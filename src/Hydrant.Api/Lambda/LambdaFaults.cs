using Hydrant.Core;
using Hydrant.Wire.Dispatch;

namespace Hydrant.Api.Lambda;

/// <summary>The only place that knows both a fault kind and its name on the wire of Lambda.</summary>
internal static class LambdaFaults
{
    public static WireFault Of(FaultKind kind) => kind switch
    {
        FaultKind.InvalidArgument => new("InvalidParameterValueException", 400),
        FaultKind.Validation => new("InvalidRequestContentException", 400),
        FaultKind.NotFound => new("ResourceNotFoundException", 404),
        FaultKind.InUse => new("ResourceConflictException", 409),
        FaultKind.LimitExceeded => new("RequestTooLargeException", 413),
        FaultKind.ThroughputExceeded => new("TooManyRequestsException", 429),
        FaultKind.ExpiredIterator => new("PreconditionFailedException", 412), // The revision that was named is no more.
        FaultKind.AccessDenied => new("AccessDeniedException", 403),
        FaultKind.Unavailable or FaultKind.Internal => new("ServiceException", 500),
        _ => throw InvariantException.Unreachable(kind),
    };
}
