using Microsoft.Extensions.Logging;

namespace Hydrant.Server.Composition;

/// <summary>One method per event. Ids 3000 to 3099.</summary>
internal static partial class ServerEvents
{
    // Error: acknowledged records cannot be read any more; somebody must look at the disk and at backups.
    [LoggerMessage(3001, LogLevel.Error, "The log is damaged: {Damage}")]
    public static partial void Damaged(this ILogger logger, string damage);
}
