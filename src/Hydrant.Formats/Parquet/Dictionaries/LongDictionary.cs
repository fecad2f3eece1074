using System.Numerics;
using System.Runtime.CompilerServices;
using Hydrant.Formats.Columns;

namespace Hydrant.Formats.Parquet.Dictionaries;

/// <summary>Numbers whole numbers, or the bits of floating ones, in the order in which they first come.</summary>
internal sealed class LongDictionary : IDisposable
{
    private const int MinSlots = 64;

    private PooledList<long> _values = new();
    private PooledList<int> _slots = new();
    private int _shift;

    public int Count => _values.Count;

    public ReadOnlySpan<long> Values => _values.Items;

    public long Bytes => _values.Bytes + _slots.Bytes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int IndexOf(long value)
    {
        if (_values.Count * 2 >= _slots.Count) Grow();
        var slots = _slots.Items;
        var values = _values.Items;
        for (var at = Slot(value); ; at = (at + 1) & (slots.Length - 1))
        {
            var index = slots[at] - 1;
            if (index < 0)
            {
                _values.Add(value);
                slots[at] = _values.Count;
                return _values.Count - 1;
            }

            if (values[index] == value) return index;
        }
    }

    public void Clear()
    {
        _values.Truncate(0);
        _slots.Items.Clear();
    }

    public void Dispose()
    {
        _values.Release();
        _slots.Release();
    }

    private int Slot(long value) => (int)((ulong)(value ^ (value >>> 32)) * 0x9E3779B97F4A7C15 >> _shift);

    private void Grow()
    {
        var length = Math.Max(MinSlots, _slots.Count * 2);
        _slots.Truncate(0);
        _slots.Add(0, length);
        _shift = 64 - BitOperations.Log2((uint)length);
        var slots = _slots.Items;
        var values = _values.Items;
        for (var i = 0; i < values.Length; i++)
        {
            var at = Slot(values[i]);
            while (slots[at] != 0) at = (at + 1) & (slots.Length - 1);
            slots[at] = i + 1;
        }
    }
}
