using Hydrant.Formats.Orc.Metadata;

namespace Hydrant.Formats.Orc.Statistics;

/// <summary>
/// Timestamps by their milliseconds since 1970, rounded down; readers take the largest as reaching to its
/// millisecond's end. The local time is UTC.
/// </summary>
internal sealed class TimestampStatistics : ColumnStatistics
{
    private const int Field = 9;

    private long _min = long.MaxValue;
    private long _max = long.MinValue;

    public void Add(long millis)
    {
        _min = Math.Min(_min, millis);
        _max = Math.Max(_max, millis);
    }

    protected override void MergeValues(ColumnStatistics other)
    {
        var timestamps = (TimestampStatistics)other;
        _min = Math.Min(_min, timestamps._min);
        _max = Math.Max(_max, timestamps._max);
    }

    protected override void ClearValues()
    {
        _min = long.MaxValue;
        _max = long.MinValue;
    }

    protected override void WriteValues(ProtoWriter message) =>
        message.Message(
            Field, new ProtoWriter().Signed(1, _min).Signed(2, _max).Signed(3, _min).Signed(4, _max));
}
