using Hydrant.Formats.Orc.Metadata;

namespace Hydrant.Formats.Orc.Statistics;

/// <summary>Whole numbers, and dates by their days. A sum that does not fit 64 bits is left out.</summary>
internal sealed class IntegerStatistics(bool isDate) : ColumnStatistics
{
    private const int IntegerField = 2;
    private const int DateField = 7;

    private long _min = long.MaxValue;
    private long _max = long.MinValue;
    private Int128 _sum;

    public void Add(ReadOnlySpan<long> values)
    {
        var (min, max, sum) = (_min, _max, 0L);
        foreach (var value in values)
        {
            min = Math.Min(min, value);
            max = Math.Max(max, value);
            sum = unchecked(sum + value);
        }

        (_min, _max) = (min, max);
        if (min > int.MinValue && max < int.MaxValue) _sum += sum;
        else foreach (var value in values) _sum += value;
    }

    protected override void MergeValues(ColumnStatistics other)
    {
        var integers = (IntegerStatistics)other;
        _min = Math.Min(_min, integers._min);
        _max = Math.Max(_max, integers._max);
        _sum += integers._sum;
    }

    protected override void ClearValues()
    {
        _min = long.MaxValue;
        _max = long.MinValue;
        _sum = 0;
    }

    protected override void WriteValues(ProtoWriter message)
    {
        var own = new ProtoWriter().Signed(1, _min).Signed(2, _max);
        if (!isDate && _sum >= long.MinValue && _sum <= long.MaxValue) own.Signed(3, (long)_sum);
        message.Message(isDate ? DateField : IntegerField, own);
    }
}
