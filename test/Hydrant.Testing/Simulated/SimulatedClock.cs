namespace Hydrant.Testing.Simulated;

/// <summary>Shows the time it was told. It has no timers.</summary>
public sealed class SimulatedClock : TimeProvider
{
    private long _ms = 1_800_000_000_000;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(_ms);

    /// <summary>Negative when somebody sets the clock back.</summary>
    public void Advance(TimeSpan by) => _ms += (long)by.TotalMilliseconds;
}
