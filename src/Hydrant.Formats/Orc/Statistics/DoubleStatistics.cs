using Hydrant.Formats.Orc.Metadata;

namespace Hydrant.Formats.Orc.Statistics;

/// <summary>Floats and doubles. Once there is one that is not a number nothing is said: it is in no order.</summary>
internal sealed class DoubleStatistics : ColumnStatistics
{
    private const int Field = 3;

    private double _min = double.PositiveInfinity;
    private double _max = double.NegativeInfinity;
    private double _sum;
    private bool _hasNaN;

    public void Add(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (value < _min) _min = value;
            if (value > _max) _max = value;
            _sum += value;
            _hasNaN |= double.IsNaN(value);
        }
    }

    protected override void MergeValues(ColumnStatistics other)
    {
        var doubles = (DoubleStatistics)other;
        _min = Math.Min(_min, doubles._min);
        _max = Math.Max(_max, doubles._max);
        _sum += doubles._sum;
        _hasNaN |= doubles._hasNaN;
    }

    protected override void ClearValues()
    {
        _min = double.PositiveInfinity;
        _max = double.NegativeInfinity;
        _sum = 0;
        _hasNaN = false;
    }

    protected override void WriteValues(ProtoWriter message)
    {
        if (_hasNaN) return;
        message.Message(Field, new ProtoWriter().Double(1, _min).Double(2, _max).Double(3, _sum));
    }
}
