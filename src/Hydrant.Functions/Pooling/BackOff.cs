namespace Hydrant.Functions.Pooling;

/// <summary>The pause before a process is started again: none after a success, then longer with every death in a row.</summary>
internal sealed class BackOff(TimeSpan longest, TimeProvider clock)
{
    private const int MaxDoublings = 16;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private int _deaths;
    private long _lastDeath;

    public void Succeeded()
    {
        lock (_gate) _deaths = 0;
    }

    public void Died()
    {
        lock (_gate)
        {
            _deaths++;
            _lastDeath = clock.GetTimestamp();
        }
    }

    /// <summary>What is left of the pause.</summary>
    public TimeSpan Pause()
    {
        lock (_gate)
        {
            if (_deaths < 2) return TimeSpan.Zero; // One death may be an accident.
            var whole = First * Math.Pow(2, Math.Min(_deaths - 2, MaxDoublings));
            var left = (whole < longest ? whole : longest) - clock.GetElapsedTime(_lastDeath);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }
}
