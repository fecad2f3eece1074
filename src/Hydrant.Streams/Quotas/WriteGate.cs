using Hydrant.Core;

namespace Hydrant.Streams.Quotas;

/// <summary>What one shard takes in a second: bytes and records, each with a burst of one second. Safe from any thread.</summary>
internal sealed class WriteGate
{
    private readonly Lock _lock = new();
    private TokenBucket _bytes = new(KinesisLimits.ShardWriteBytesPerSecond);
    private TokenBucket _records = new(KinesisLimits.ShardWriteRecordsPerSecond);

    /// <summary>Lets one record in, or refuses it and takes nothing.</summary>
    /// <param name="bytes">Its data and partition key.</param>
    /// <param name="maxRecordBytes">The largest record of the stream; the burst holds at least one.</param>
    /// <param name="now">From <see cref="ShardGates.Now"/>.</param>
    public bool TryTake(int bytes, int maxRecordBytes, long now)
    {
        lock (_lock)
        {
            _bytes.Refill(now);
            _records.Refill(now);
            var burst = Math.Max(KinesisLimits.ShardWriteBytesPerSecond, maxRecordBytes);
            if (!_bytes.Has(bytes, burst) || !_records.Has(1, KinesisLimits.ShardWriteRecordsPerSecond)) return false;

            _bytes.Take(bytes);
            _records.Take(1);
            return true;
        }
    }
}
