using Hydrant.Formats.Orc.Metadata;

namespace Hydrant.Formats.Orc.Statistics;

/// <summary>Decimals of one scale, written as text. A sum that does not fit 38 digits is left out.</summary>
internal sealed class DecimalStatistics(int scale) : ColumnStatistics
{
    private const int Field = 6;

    private static readonly Int128 Limit = Int128.Parse("1" + new string('0', 38), null);

    private Int128 _min = Int128.MaxValue;
    private Int128 _max = Int128.MinValue;
    private Int128 _sum;
    private bool _overflows;

    public void Add(ReadOnlySpan<Int128> values)
    {
        foreach (var value in values)
        {
            if (value < _min) _min = value;
            if (value > _max) _max = value;
            AddToSum(value);
        }
    }

    protected override void MergeValues(ColumnStatistics other)
    {
        var decimals = (DecimalStatistics)other;
        _min = Int128.Min(_min, decimals._min);
        _max = Int128.Max(_max, decimals._max);
        _overflows |= decimals._overflows;
        AddToSum(decimals._sum);
    }

    protected override void ClearValues()
    {
        _min = Int128.MaxValue;
        _max = Int128.MinValue;
        _sum = 0;
        _overflows = false;
    }

    protected override void WriteValues(ProtoWriter message)
    {
        var own = new ProtoWriter().Text(1, DecimalText.Of(_min, scale)).Text(2, DecimalText.Of(_max, scale));
        if (!_overflows) own.Text(3, DecimalText.Of(_sum, scale));
        message.Message(Field, own);
    }

    // Both are below the limit, so their sum fits 128 bits. It does not come back from beyond.
    private void AddToSum(Int128 value)
    {
        if (_overflows) return;
        _sum += value;
        _overflows = _sum >= Limit || _sum <= -Limit;
    }
}
