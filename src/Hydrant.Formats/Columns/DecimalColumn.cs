using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Columns;

/// <summary>Decimals as whole numbers: the value times ten to the power of the type's scale.</summary>
public sealed class DecimalColumn : Column
{
    private PooledList<Int128> _values = new();

    public DecimalColumn(HiveType type)
        : base(type)
    {
    }

    public override int Count => _values.Count;

    public ReadOnlySpan<Int128> Values => _values.Items;

    public override long Bytes => (16L * _values.Count) + PresenceBytes;

    public void Add(Int128 value)
    {
        _values.Add(value);
        AddSlot();
    }

    protected override void TruncateValues(int count) => _values.Truncate(count);

    protected override void Release() => _values.Release();
}
