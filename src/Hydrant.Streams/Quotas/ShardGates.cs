using Hydrant.Core;

namespace Hydrant.Streams.Quotas;

/// <summary>
/// The throughput of one shard as the service gives it. Asked only where limits are kept. Safe from any thread.
/// </summary>
public sealed class ShardGates
{
    private readonly WriteGate _writes = new();
    private readonly ReadGate _reads = new();
    private readonly CallGate _iterators = new(KinesisLimits.ShardIteratorsPerSecond);

    /// <summary>The time as the gates count it. Take it once for all records of a request.</summary>
    public static long Now(TimeProvider clock)
    {
        // In whole numbers: the clock's own way goes over a double, which has too few digits for a machine that runs long.
        var (seconds, rest) = Math.DivRem(clock.GetTimestamp(), clock.TimestampFrequency);
        return (seconds * TimeSpan.TicksPerSecond) + (rest * TimeSpan.TicksPerSecond / clock.TimestampFrequency);
    }

    /// <summary>Lets one record in, or refuses it and takes nothing.</summary>
    /// <param name="bytes">Its data and partition key.</param>
    /// <param name="maxRecordBytes">The largest record of the stream; the burst holds at least one.</param>
    /// <param name="now">From <see cref="Now"/>.</param>
    public bool TryWrite(int bytes, int maxRecordBytes, long now) => _writes.TryTake(bytes, maxRecordBytes, now);

    /// <summary>Lets one GetRecords in, or refuses it and takes nothing.</summary>
    public bool TryRead(long now) => _reads.TryCall(now);

    /// <summary>Counts what GetRecords has read: data and partition keys.</summary>
    public void TookBytes(long bytes, long now) => _reads.Took(bytes, now);

    /// <summary>Lets one GetShardIterator in, or refuses it and takes nothing.</summary>
    public bool TryIterator(long now) => _iterators.TryCall(now);
}
