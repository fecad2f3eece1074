using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Columns;

/// <summary>
/// Whole numbers of every width, booleans (0 and 1), and dates (days since 1970-01-01, negative before it).
/// </summary>
public sealed class LongColumn : Column
{
    private PooledList<long> _values = new();

    public LongColumn(HiveType type)
        : base(type)
    {
    }

    public override int Count => _values.Count;

    public ReadOnlySpan<long> Values => _values.Items;

    public override long Bytes => (8L * _values.Count) + PresenceBytes;

    public void Add(long value)
    {
        _values.Add(value);
        AddSlot();
    }

    protected override void TruncateValues(int count) => _values.Truncate(count);

    protected override void Release() => _values.Release();
}
