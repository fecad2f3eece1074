using Hydrant.Core;

namespace Hydrant.Streams.Quotas;

/// <summary>
/// What one shard gives to all callers of GetRecords together. Bytes are counted after the read that took them: when a
/// second's worth is gone the shard is closed until all of it has come back, so that 10 MiB close it for 5 s. Safe from
/// any thread.
/// </summary>
internal sealed class ReadGate
{
    private readonly Lock _lock = new();
    private TokenBucket _bytes = new(KinesisLimits.ShardReadBytesPerSecond);
    private TokenBucket _calls = new(KinesisLimits.ShardReadCallsPerSecond);
    private long _closedUntil;

    /// <summary>Lets one call in, or refuses it and takes nothing.</summary>
    /// <param name="now">From <see cref="ShardGates.Now"/>.</param>
    public bool TryCall(long now)
    {
        lock (_lock)
        {
            _calls.Refill(now);
            if (now < _closedUntil || !_calls.Has(1, KinesisLimits.ShardReadCallsPerSecond)) return false;
            _calls.Take(1);
            return true;
        }
    }

    /// <summary>Counts what a call has read.</summary>
    /// <param name="bytes">Data and partition keys.</param>
    /// <param name="now">From <see cref="ShardGates.Now"/>.</param>
    public void Took(long bytes, long now)
    {
        lock (_lock)
        {
            _bytes.Refill(now);
            _bytes.Take(bytes);
            if (!_bytes.Has(1, KinesisLimits.ShardReadBytesPerSecond)) _closedUntil = _bytes.FullAt;
        }
    }
}
