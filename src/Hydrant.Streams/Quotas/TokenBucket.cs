namespace Hydrant.Streams.Quotas;

/// <summary>
/// So many a second, with a burst. Holds what was taken and has not come back. Not thread-safe: its owner holds a lock.
/// </summary>
/// <param name="perSecond">How many come back in a second.</param>
internal struct TokenBucket(int perSecond)
{
    // After so long every bucket is full again; keeps the products below within 64 bits.
    private const long Longest = 60 * TimeSpan.TicksPerSecond;

    private long _at;
    private long _taken; // Units times ticks of a second, so that nothing is lost to rounding.

    /// <summary>Whether nothing is taken, so that forgetting the bucket changes nothing.</summary>
    public readonly bool IsFull => _taken == 0;

    /// <summary>When all that was taken has come back, on the clock of <see cref="Refill"/>.</summary>
    public readonly long FullAt => _at + ((_taken + perSecond - 1) / perSecond);

    /// <summary>How long until that much is there when the bucket holds <paramref name="burst"/>; zero when it is.</summary>
    public readonly TimeSpan UntilHas(long amount, long burst)
    {
        var missing = _taken - ((burst - amount) * TimeSpan.TicksPerSecond);
        return missing <= 0 ? TimeSpan.Zero : TimeSpan.FromTicks((missing + perSecond - 1) / perSecond);
    }

    /// <summary>Lets come back what has come back by now.</summary>
    /// <param name="now">Ticks of a clock that does not jump; an earlier one than the last counts as that.</param>
    public void Refill(long now)
    {
        if (now <= _at) return;
        var passed = Math.Min(now - _at, Longest);
        _taken = Math.Max(0, _taken - (passed * perSecond));
        _at = now;
    }

    /// <summary>Whether that much is there when the bucket holds <paramref name="burst"/>.</summary>
    public readonly bool Has(long amount, long burst) => _taken <= (burst - amount) * TimeSpan.TicksPerSecond;

    /// <summary>Takes it, there or not; what was not is a debt.</summary>
    public void Take(long amount) => _taken += amount * TimeSpan.TicksPerSecond;
}
