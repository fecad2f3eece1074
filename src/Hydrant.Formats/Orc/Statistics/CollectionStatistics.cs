using Hydrant.Formats.Orc.Metadata;

namespace Hydrant.Formats.Orc.Statistics;

/// <summary>Arrays and maps: how long they are.</summary>
internal sealed class CollectionStatistics : ColumnStatistics
{
    private const int Field = 12;

    private long _min = long.MaxValue;
    private long _max;
    private long _total;

    public void Add(long length)
    {
        _min = Math.Min(_min, length);
        _max = Math.Max(_max, length);
        _total += length;
    }

    protected override void MergeValues(ColumnStatistics other)
    {
        var collections = (CollectionStatistics)other;
        _min = Math.Min(_min, collections._min);
        _max = Math.Max(_max, collections._max);
        _total += collections._total;
    }

    protected override void ClearValues()
    {
        _min = long.MaxValue;
        _max = 0;
        _total = 0;
    }

    protected override void WriteValues(ProtoWriter message) =>
        message.Message(
            Field, new ProtoWriter().Varint(1, (ulong)_min).Varint(2, (ulong)_max).Varint(3, (ulong)_total));
}
