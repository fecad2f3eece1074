using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Columns;

/// <summary>Floats and doubles; a float's value is one that a float can hold.</summary>
public sealed class DoubleColumn : Column
{
    private PooledList<double> _values = new();

    public DoubleColumn(HiveType type)
        : base(type)
    {
    }

    public override int Count => _values.Count;

    public ReadOnlySpan<double> Values => _values.Items;

    public override long Bytes => (8L * _values.Count) + PresenceBytes;

    public void Add(double value)
    {
        _values.Add(value);
        AddSlot();
    }

    protected override void TruncateValues(int count) => _values.Truncate(count);

    protected override void Release() => _values.Release();
}
