using Hydrant.Streams.Quotas;

namespace Hydrant.Delivery.Quotas;

/// <summary>
/// What callers may put into one delivery stream, each number with a burst of one second. Asked only where limits are kept;
/// allocates nothing. Safe from any thread.
/// </summary>
public sealed class IntakeGate
{
    private readonly Lock _lock = new();
    private readonly IntakeQuota _quota;
    private TokenBucket _requests;
    private TokenBucket _records;
    private TokenBucket _bytes;

    internal IntakeGate(IntakeQuota quota)
    {
        _quota = quota;
        (_requests, _records, _bytes) = (new(quota.Requests), new(quota.Records), new(quota.Bytes));
    }

    /// <summary>Lets one request in, or refuses it and takes nothing. Its records are asked for one by one.</summary>
    /// <param name="now">From <see cref="ShardGates.Now"/>; the same for the records of the request.</param>
    public bool TryRequest(long now)
    {
        lock (_lock)
        {
            _requests.Refill(now);
            if (!_requests.Has(1, _quota.Requests)) return false;
            _requests.Take(1);
            return true;
        }
    }

    /// <summary>Lets one record in, or refuses it and takes nothing.</summary>
    /// <param name="bytes">Of its data.</param>
    /// <param name="now">From <see cref="ShardGates.Now"/>.</param>
    public bool TryRecord(int bytes, long now)
    {
        lock (_lock)
        {
            _records.Refill(now);
            _bytes.Refill(now);
            if (!_records.Has(1, _quota.Records) || !_bytes.Has(bytes, _quota.Bytes)) return false;
            _records.Take(1);
            _bytes.Take(bytes);
            return true;
        }
    }
}
