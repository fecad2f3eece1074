using Microsoft.Extensions.Logging;

namespace Hydrant.Wire.Dispatch;

/// <summary>One method per event. Ids 1000 to 1099.</summary>
internal static partial class WireEvents
{
    // Error: a client got a 500, and either the disk or our own reasoning is the cause.
    [LoggerMessage(1001, LogLevel.Error, "{Operation} failed.")]
    public static partial void OperationFailed(this ILogger logger, string operation, Exception failure);
}
