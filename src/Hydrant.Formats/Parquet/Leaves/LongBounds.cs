namespace Hydrant.Formats.Parquet.Leaves;

/// <summary>The smallest and largest of a page's or chunk's numbers, in the order that their type defines.</summary>
internal sealed class LongBounds(PhysicalType physical)
{
    private long _smallest = long.MaxValue;
    private long _largest = long.MinValue;
    private double _least = double.PositiveInfinity;
    private double _most = double.NegativeInfinity;
    private bool _any;

    public void Add(ReadOnlySpan<long> values)
    {
        switch (physical)
        {
            case PhysicalType.Double:
                foreach (var bits in values) Add(BitConverter.Int64BitsToDouble(bits));
                break;
            case PhysicalType.Float:
                foreach (var bits in values) Add(BitConverter.Int32BitsToSingle((int)bits));
                break;
            default:
                var (smallest, largest) = (_smallest, _largest);
                foreach (var value in values)
                {
                    smallest = Math.Min(smallest, value);
                    largest = Math.Max(largest, value);
                }

                (_smallest, _largest) = (smallest, largest);
                _any |= !values.IsEmpty;
                break;
        }
    }

    public void Add(LongBounds other)
    {
        _smallest = Math.Min(_smallest, other._smallest);
        _largest = Math.Max(_largest, other._largest);
        _least = Math.Min(_least, other._least);
        _most = Math.Max(_most, other._most);
        _any |= other._any;
    }

    public LeafStatistics Sum(long nulls)
    {
        if (!_any) return new LeafStatistics(nulls, null, null);
        return physical switch
        {
            PhysicalType.Boolean => new LeafStatistics(nulls, [(byte)_smallest], [(byte)_largest]),
            PhysicalType.Int32 =>
                new LeafStatistics(nulls, BitConverter.GetBytes((int)_smallest), BitConverter.GetBytes((int)_largest)),
            PhysicalType.Int64 =>
                new LeafStatistics(nulls, BitConverter.GetBytes(_smallest), BitConverter.GetBytes(_largest)),
            PhysicalType.Float =>
                new LeafStatistics(nulls, BitConverter.GetBytes((float)Least), BitConverter.GetBytes((float)Most)),
            _ => new LeafStatistics(nulls, BitConverter.GetBytes(Least), BitConverter.GetBytes(Most)),
        };
    }

    public void Clear()
    {
        (_smallest, _largest) = (long.MaxValue, long.MinValue);
        (_least, _most) = (double.PositiveInfinity, double.NegativeInfinity);
        _any = false;
    }

    // A zero's sign is not to be relied upon: the bounds allow both.
    private double Least => _least == 0 ? -0.0 : _least;

    private double Most => _most == 0 ? 0.0 : _most;

    // What is no number is in no order.
    private void Add(double value)
    {
        if (double.IsNaN(value)) return;
        _any = true;
        if (value < _least) _least = value;
        if (value > _most) _most = value;
    }
}
