using System.Numerics;

namespace Hydrant.Load.Measuring;

/// <summary>Counts durations in buckets that are never wider than 1/32 of their value. Not thread-safe; merge at the end.</summary>
internal sealed class Histogram
{
    private const int SubBits = 5;
    private readonly long[] _counts = new long[64 << SubBits];

    public long Count { get; private set; }

    public long MaxMicroseconds { get; private set; }

    public void Add(long microseconds)
    {
        _counts[BucketOf(Math.Max(0, microseconds))]++;
        Count++;
        MaxMicroseconds = Math.Max(MaxMicroseconds, microseconds);
    }

    public void Merge(Histogram other)
    {
        for (var i = 0; i < _counts.Length; i++) _counts[i] += other._counts[i];
        Count += other.Count;
        MaxMicroseconds = Math.Max(MaxMicroseconds, other.MaxMicroseconds);
    }

    /// <summary>The upper end of the bucket in which that share of all durations ends.</summary>
    public long Percentile(double percent)
    {
        var wanted = (long)Math.Ceiling(Count * percent / 100);
        for (var i = 0; i < _counts.Length; i++)
        {
            wanted -= _counts[i];
            if (wanted <= 0 && Count > 0) return Math.Min(UpperEnd(i), MaxMicroseconds);
        }

        return 0;
    }

    private static int BucketOf(long value)
    {
        var magnitude = Math.Max(0, 64 - BitOperations.LeadingZeroCount((ulong)value) - SubBits - 1);
        return (magnitude << SubBits) + (int)(value >> magnitude);
    }

    private static long UpperEnd(int bucket)
    {
        if (bucket < 2 << SubBits) return bucket;
        var magnitude = (bucket >> SubBits) - 1;
        var sub = (bucket & ((1 << SubBits) - 1)) + (1 << SubBits);
        return ((long)(sub + 1) << magnitude) - 1;
    }
}
