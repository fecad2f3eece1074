namespace Hydrant.Core;

/// <summary>
/// A record's place in its shard's log: 0 for the first record ever appended, one more for each that follows, no gaps.
/// Ours alone; what users see is the <see cref="SequenceNumber"/>.
/// </summary>
public readonly record struct LogOffset(long Value) : IComparable<LogOffset>
{
    public static readonly LogOffset Zero;

    public static LogOffset operator +(LogOffset offset, long records) => new(offset.Value + records);

    public static long operator -(LogOffset end, LogOffset first) => end.Value - first.Value;

    public static bool operator <(LogOffset left, LogOffset right) => left.Value < right.Value;

    public static bool operator >(LogOffset left, LogOffset right) => left.Value > right.Value;

    public static bool operator <=(LogOffset left, LogOffset right) => left.Value <= right.Value;

    public static bool operator >=(LogOffset left, LogOffset right) => left.Value >= right.Value;

    public static LogOffset Max(LogOffset left, LogOffset right) => left > right ? left : right;

    public static LogOffset Min(LogOffset left, LogOffset right) => left < right ? left : right;

    public int CompareTo(LogOffset other) => Value.CompareTo(other.Value);

    public override string ToString() => $"@{Value}";
}
