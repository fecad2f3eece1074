using Microsoft.Extensions.Logging;

namespace Hydrant.Server.Composition;

/// <summary>One method per event. Ids 3000 to 3299.</summary>
internal static partial class ServerEvents
{
    // Error: acknowledged records cannot be read any more; somebody must look at the disk and at backups.
    [LoggerMessage(3001, LogLevel.Error, "The log is damaged: {Damage}")]
    public static partial void Damaged(this ILogger logger, string damage);

    // Warning: nothing is lost; the destination is down or refuses, and the delivery is repeated.
    [LoggerMessage(3101, LogLevel.Warning, "Delivery of {Stream} from log {Source} failed {Attempts} times: {Reason}")]
    public static partial void DeliveryFailed(this ILogger logger, string stream, string source, int attempts, string reason);

    // Error: these records are gone, as they are in the service when a delivery falls behind the retention of its stream.
    [LoggerMessage(3102, LogLevel.Error, "{Records} records of log {Source} expired before {Stream} delivered them.")]
    public static partial void RecordsExpired(this ILogger logger, string stream, string source, long records);

    [LoggerMessage(3103, LogLevel.Error, "Delivery of {Stream} from log {Source} has stopped until the next start.")]
    public static partial void DeliveryStopped(this ILogger logger, string stream, string source, Exception cause);

    [LoggerMessage(3104, LogLevel.Error, "The state of {Stream} could not be written; the next start ends the change.")]
    public static partial void ChangeFailed(this ILogger logger, string stream, Exception cause);

    // Warning: nothing is lost; it is tried again until the disk is well.
    [LoggerMessage(3201, LogLevel.Warning, "Work on streams failed and is tried again: {Reason}")]
    public static partial void StreamWorkFailed(this ILogger logger, string reason);

    [LoggerMessage(3202, LogLevel.Error, "Work on streams has stopped until the next start.")]
    public static partial void StreamWorkStopped(this ILogger logger, Exception cause);
}
