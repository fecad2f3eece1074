using Hydrant.Core;
using Hydrant.Storage;

namespace Hydrant.Streams.Scaling;

/// <summary>
/// What one shard has borne: its last rate, and the peaks of the quiet time in a dozen stretches. A child begins with what
/// its parents' history says of its keys. Not thread-safe.
/// </summary>
internal sealed class LoadHistory
{
    private const int Stretches = 12;
    private const double NearlyAll = 0.9;
    private readonly double[] _peaks = new double[Stretches];
    private readonly TimeSpan _quiet;
    private double _expected;
    private bool _wasJudged = true;
    private long _stretch;
    private DateTimeOffset _since;
    private DateTimeOffset _at;
    private LogVolume _volume;

    /// <summary>A shard whose past is not known.</summary>
    public LoadHistory(LogVolume volume, DateTimeOffset now, TimeSpan quiet)
    {
        (_volume, _since, _at, _quiet) = (volume, now, now, quiet);
        _stretch = StretchOf(now);
    }

    /// <summary>The share of a shard's throughput in the last period.</summary>
    public double Share { get; private set; }

    /// <summary>How many splits in a row left nearly all of the load on one side, which this is.</summary>
    public int Concentration { get; private set; }

    public double Peak => _peaks.Max();

    public bool IsKnown => _at - _since >= _quiet;

    /// <summary>One side of a shard that was split in the middle.</summary>
    public static LoadHistory OfHalf(LoadHistory parent, DateTimeOffset now)
    {
        var child = new LoadHistory(default, now, parent._quiet) { _since = parent._since };
        for (var i = 0; i < Stretches; i++) child._peaks[i] = parent._peaks[i] / 2;
        (child._expected, child.Concentration, child._wasJudged) = (parent.Share, parent.Concentration, false);
        return child;
    }

    /// <summary>The shard that two became.</summary>
    public static LoadHistory OfBoth(LoadHistory lower, LoadHistory upper, DateTimeOffset now)
    {
        var child = new LoadHistory(default, now, lower._quiet) { _since = lower._since > upper._since ? lower._since : upper._since };
        for (var i = 0; i < Stretches; i++) child._peaks[i] = lower._peaks[i] + upper._peaks[i];
        return child;
    }

    /// <summary>Takes in what was appended since the last look.</summary>
    public void Look(LogVolume volume, DateTimeOffset now)
    {
        var seconds = (now - _at).TotalSeconds;
        if (seconds <= 0) return; // The clock was set back; the next look sees more.

        Share = Math.Max(
            (volume.DataBytes - _volume.DataBytes) / seconds / KinesisLimits.ShardWriteBytesPerSecond,
            (volume.Records - _volume.Records) / seconds / KinesisLimits.ShardWriteRecordsPerSecond);
        (_volume, _at) = (volume, now);
        Judge();
        Forgive();
        Keep(now);
    }

    // The first period after a split tells whether it divided the load.
    private void Judge()
    {
        if (_wasJudged) return;
        Concentration = Share >= _expected * NearlyAll ? Concentration + 1 : 0;
        _wasJudged = true;
    }

    // What was on few keys may be on many when it comes back.
    private void Forgive()
    {
        if (Share <= ScalingRules.Hot) Concentration = 0;
    }

    private void Keep(DateTimeOffset now)
    {
        for (var next = StretchOf(now); _stretch < next;)
        {
            _stretch = Math.Max(_stretch + 1, next - Stretches);
            _peaks[_stretch % Stretches] = 0;
        }

        ref var peak = ref _peaks[_stretch % Stretches];
        peak = Math.Max(peak, Share);
    }

    private long StretchOf(DateTimeOffset time) => time.UtcTicks / Math.Max(1, _quiet.Ticks / Stretches);
}
