namespace Hydrant.Core;

/// <summary>
/// A caller's mistake, or a limit the caller met. <paramref name="Message"/> is what the caller reads, in the words of
/// the AWS reference where it has words for it.
/// </summary>
public sealed record Fault(FaultKind Kind, string Message)
{
    public static Fault InvalidArgument(string message) => new(FaultKind.InvalidArgument, message);

    public static Fault Validation(string message) => new(FaultKind.Validation, message);

    public static Fault NotFound(string message) => new(FaultKind.NotFound, message);

    public static Fault InUse(string message) => new(FaultKind.InUse, message);

    public static Fault Conflict(string message) => new(FaultKind.Conflict, message);

    public static Fault LimitExceeded(string message) => new(FaultKind.LimitExceeded, message);

    public static Fault ThroughputExceeded(string message) => new(FaultKind.ThroughputExceeded, message);

    public static Fault CallsExceeded(string message) => new(FaultKind.CallsExceeded, message);

    public static Fault ExpiredIterator(string message) => new(FaultKind.ExpiredIterator, message);

    public static Fault ExpiredNextToken(string message) => new(FaultKind.ExpiredNextToken, message);

    public static Fault AccessDenied(string message) => new(FaultKind.AccessDenied, message);

    public static Fault Unavailable(string message) => new(FaultKind.Unavailable, message);

    public static Fault Internal(string message) => new(FaultKind.Internal, message);
}
