using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hydrant.Formats.Columns;

namespace Hydrant.Formats.Parquet.Dictionaries;

/// <summary>Numbers byte strings in the order in which they first come.</summary>
internal sealed class BytesDictionary : IDisposable
{
    private const int MinSlots = 64;

    private PooledList<byte> _data = new();
    private PooledList<int> _ends = new();
    private PooledList<uint> _hashes = new();

    // The upper half is the value's hash, the lower its number plus one; 0 is an empty slot.
    private PooledList<ulong> _slots = new();

    public int Count => _ends.Count;

    public ReadOnlySpan<byte> Data => _data.Items;

    public ReadOnlySpan<int> Ends => _ends.Items;

    public long Bytes => _data.Bytes + _ends.Bytes + _hashes.Bytes + _slots.Bytes;

    public ReadOnlySpan<byte> this[int index] =>
        _data.Items[(index == 0 ? 0 : _ends.Items[index - 1]).._ends.Items[index]];

    public int IndexOf(ReadOnlySpan<byte> value)
    {
        if (_ends.Count * 2 >= _slots.Count) Grow();
        var hash = HashOf(value);
        var slots = _slots.Items;
        var mask = slots.Length - 1;
        for (var at = (int)hash & mask; ; at = (at + 1) & mask)
        {
            var slot = slots[at];
            if (slot == 0)
            {
                slots[at] = ((ulong)hash << 32) | (uint)(_ends.Count + 1);
                _data.Add(value);
                _ends.Add(_data.Count);
                _hashes.Add(hash);
                return _ends.Count - 1;
            }

            var index = (int)(uint)slot - 1;
            if ((uint)(slot >> 32) == hash && this[index].SequenceEqual(value)) return index;
        }
    }

    public void Clear()
    {
        _data.Truncate(0);
        _ends.Truncate(0);
        _hashes.Truncate(0);
        _slots.Items.Clear();
    }

    public void Dispose()
    {
        _data.Release();
        _ends.Release();
        _hashes.Release();
        _slots.Release();
    }

    // Only places in the table hang on it; what is written does not.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint HashOf(ReadOnlySpan<byte> value)
    {
        const ulong Prime = 0x9E3779B97F4A7C15;
        var hash = (ulong)value.Length * Prime;
        ref var bytes = ref MemoryMarshal.GetReference(value);
        var rest = value.Length;
        if (rest >= 8)
        {
            var at = 0;
            for (; rest > 8; at += 8, rest -= 8)
                hash = Mix(hash ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, at)));
            return Fold(Mix(hash ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, value.Length - 8))));
        }

        if (rest >= 4)
        {
            var low = Unsafe.ReadUnaligned<uint>(ref bytes);
            var high = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref bytes, rest - 4));
            return Fold(Mix(hash ^ low ^ ((ulong)high << 32)));
        }

        for (var i = 0; i < rest; i++) hash ^= (ulong)Unsafe.Add(ref bytes, i) << (8 * i);
        return Fold(Mix(hash));
    }

    private static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value, 0x9FB21C651E98DF25, out var low);
        return high ^ low;
    }

    private static uint Fold(ulong hash) => (uint)(hash ^ (hash >> 32));

    private void Grow()
    {
        var length = Math.Max(MinSlots, _slots.Count * 2);
        _slots.Truncate(0);
        _slots.Add(0UL, length);
        var slots = _slots.Items;
        var hashes = _hashes.Items;
        for (var i = 0; i < hashes.Length; i++)
        {
            var at = (int)hashes[i] & (length - 1);
            while (slots[at] != 0) at = (at + 1) & (length - 1);
            slots[at] = ((ulong)hashes[i] << 32) | (uint)(i + 1);
        }
    }
}
