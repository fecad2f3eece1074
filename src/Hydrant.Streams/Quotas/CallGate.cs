namespace Hydrant.Streams.Quotas;

/// <summary>So many calls a second, with a burst of one second. Safe from any thread.</summary>
internal sealed class CallGate(int perSecond)
{
    private readonly Lock _lock = new();
    private TokenBucket _calls = new(perSecond);

    /// <summary>Lets one call in, or refuses it and takes nothing.</summary>
    /// <param name="now">From <see cref="ShardGates.Now"/>.</param>
    public bool TryCall(long now)
    {
        lock (_lock)
        {
            _calls.Refill(now);
            if (!_calls.Has(1, perSecond)) return false;
            _calls.Take(1);
            return true;
        }
    }

    /// <summary>Whether the gate is as good as new, so that it can be forgotten.</summary>
    public bool IsIdle(long now)
    {
        lock (_lock)
        {
            _calls.Refill(now);
            return _calls.IsFull;
        }
    }
}
