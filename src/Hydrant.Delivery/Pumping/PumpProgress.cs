using Hydrant.Core;
using Hydrant.Storage;

namespace Hydrant.Delivery.Pumping;

/// <summary>How one pump does, for those who look from outside. A snapshot.</summary>
/// <param name="Source">The log it reads.</param>
/// <param name="Checkpoint">Everything below is delivered.</param>
/// <param name="FailedAttempts">How often the present step has failed in a row; 0 when all is well.</param>
/// <param name="LastError">Why it failed last; null when all is well.</param>
/// <param name="HasStopped">True when it gave up until the next start.</param>
public sealed record PumpProgress(
    ShardKey Source, LogOffset Checkpoint, int FailedAttempts, string? LastError, bool HasStopped)
{
    /// <summary>Bytes of data that wait for it in a log of the delivery stream's own; 0 for shards of a stream.</summary>
    public long BacklogBytes { get; init; }

    internal static PumpProgress None(ShardKey source) => new(source, LogOffset.Zero, 0, null, false);
}
