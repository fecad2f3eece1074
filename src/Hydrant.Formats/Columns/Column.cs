using Hydrant.Core;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Columns;

/// <summary>
/// One column of a batch, or of a column within it. A slot is a place for a value: a top-level column has one a row, a
/// struct's member one for each struct that is there, an array's element one for each element. Values are dense: a null
/// takes a slot, but no place among the values. One caller at a time; arrays come from a pool, so dispose.
/// </summary>
public abstract class Column : IDisposable
{
    private PooledList<byte> _present = new();
    private bool _hasNulls;

    protected Column(HiveType type) => Type = type;

    public HiveType Type { get; }

    /// <summary>Values and nulls.</summary>
    public int Slots { get; private set; }

    /// <summary>Values without the nulls.</summary>
    public abstract int Count { get; }

    /// <summary>Whether any slot is null.</summary>
    public bool HasNulls => _hasNulls;

    /// <summary>
    /// A byte for each slot, 1 for a value and 0 for a null; empty when <see cref="HasNulls"/> is false.
    /// </summary>
    public ReadOnlySpan<byte> Present => _hasNulls ? _present.Items : default;

    /// <summary>Bytes of memory in use by what was added, children included.</summary>
    public abstract long Bytes { get; }

    /// <summary>A column of that type, with its children; empty.</summary>
    public static Column Of(HiveType type) => type.Kind switch
    {
        HiveKind.Boolean or HiveKind.TinyInt or HiveKind.SmallInt or HiveKind.Int or HiveKind.BigInt or HiveKind.Date =>
            new LongColumn(type),
        HiveKind.Float or HiveKind.Double => new DoubleColumn(type),
        HiveKind.Decimal => new DecimalColumn(type),
        HiveKind.String or HiveKind.Char or HiveKind.VarChar or HiveKind.Binary => new BytesColumn(type),
        HiveKind.Timestamp => new TimestampColumn(type),
        HiveKind.Struct => new StructColumn(type),
        HiveKind.Array => new ListColumn(type),
        HiveKind.Map => new MapColumn(type),
        _ => throw new InvariantException($"no column for {type}"),
    };

    public void AddNull()
    {
        if (!_hasNulls) BeginNulls();
        _present.Add(0);
        Slots++;
    }

    /// <summary>
    /// Takes back the newest slots until so many are left, and what was begun in children and never finished.
    /// </summary>
    public void Truncate(int slots)
    {
        Invariant.That(slots <= Slots);
        var values = slots;
        if (_hasNulls)
        {
            values = Count - (Slots - slots - _present.Items[slots..].Count((byte)0));
            _present.Truncate(slots);
            if (values == slots) EndNulls();
        }

        TruncateValues(values);
        Slots = slots;
    }

    /// <summary>Empties the column; its memory is kept for the next values.</summary>
    public void Clear()
    {
        EndNulls();
        TruncateValues(0);
        Slots = 0;
    }

    /// <summary>Gives the memory back. The column is empty and could be filled again.</summary>
    public void Dispose()
    {
        EndNulls();
        _present.Release();
        Release();
        Slots = 0;
        GC.SuppressFinalize(this);
    }

    /// <summary>Bytes of <see cref="Present"/>.</summary>
    protected long PresenceBytes => _hasNulls ? Slots : 0;

    /// <summary>Every value that is added says so once, before or after it was stored.</summary>
    protected void AddSlot()
    {
        if (_hasNulls) _present.Add(1);
        Slots++;
    }

    /// <summary>So many values were stored at once.</summary>
    protected void AddSlots(int count)
    {
        if (_hasNulls) _present.Add(1, count);
        Slots += count;
    }

    /// <summary>Takes back the newest values, and what belongs to them in children, until so many are left.</summary>
    protected abstract void TruncateValues(int count);

    /// <summary>Gives the values' memory back.</summary>
    protected abstract void Release();

    private void BeginNulls()
    {
        _hasNulls = true;
        _present.Add(1, Slots);
    }

    private void EndNulls()
    {
        _hasNulls = false;
        _present.Truncate(0);
    }
}
