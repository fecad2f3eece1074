using System.Buffers;
using Hydrant.Formats.Columns;

namespace Hydrant.Formats.Orc.Writers;

/// <summary>The distinct values of a column in one stripe, numbered as they came.</summary>
internal sealed class StringDictionary
{
    private const int SmallestTable = 64;
    private const int NotYet = -1;

    private PooledList<byte> _data = new();
    private PooledList<int> _ends = new();
    private PooledList<int> _hashes = new();
    private PooledList<int> _lastGroup = new();
    private int[] _table = []; // Numbers plus one; 0 is free. Its length is a power of two, at least half of it free.
    private int _mask;

    public int Count => _ends.Count;

    /// <summary>Bytes of all values.</summary>
    public int DataBytes => _data.Count;

    public long Memory => _data.Bytes + (3 * _ends.Bytes) + (_table.Length * sizeof(int));

    public ReadOnlySpan<byte> this[int number]
    {
        get
        {
            var ends = _ends.Items;
            return _data.Items[(number == 0 ? 0 : ends[number - 1])..ends[number]];
        }
    }

    public int Add(ReadOnlySpan<byte> value)
    {
        if (2 * (Count + 1) > _mask) Grow();
        var hash = HashOf(value);
        for (var at = hash & _mask; ; at = (at + 1) & _mask)
        {
            var number = _table[at] - 1;
            if (number < 0)
            {
                _data.Add(value);
                _ends.Add(_data.Count);
                _hashes.Add(hash);
                _lastGroup.Add(NotYet);
                _table[at] = Count;
                return Count - 1;
            }

            if (_hashes.Items[number] == hash && this[number].SequenceEqual(value)) return number;
        }
    }

    /// <summary>Whether the value is seen in that row group for the first time. Groups come in order.</summary>
    public bool IsFirstIn(int group, int number)
    {
        ref var last = ref _lastGroup.Items[number];
        if (last == group) return false;
        last = group;
        return true;
    }

    /// <summary>The numbers in the order of the values' bytes.</summary>
    public int[] Sorted()
    {
        var numbers = new int[Count];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = i;
        Array.Sort(numbers, (left, right) => this[left].SequenceCompareTo(this[right]));
        return numbers;
    }

    /// <summary>Gives the memory back.</summary>
    public void Clear()
    {
        _data.Release();
        _ends.Release();
        _hashes.Release();
        _lastGroup.Release();
        if (_table.Length > 0) ArrayPool<int>.Shared.Return(_table);
        _table = [];
        _mask = 0;
    }

    // Seeded by the process, so that no one can choose values that meet. The order of the table is nowhere written.
    private static int HashOf(ReadOnlySpan<byte> value)
    {
        var hash = default(HashCode);
        hash.AddBytes(value);
        return hash.ToHashCode();
    }

    private void Grow()
    {
        var length = Math.Max(SmallestTable, (_mask + 1) * 4);
        var table = ArrayPool<int>.Shared.Rent(length);
        Array.Clear(table);
        if (_table.Length > 0) ArrayPool<int>.Shared.Return(_table);
        _table = table;
        _mask = length - 1;
        var hashes = _hashes.Items;
        for (var number = 0; number < hashes.Length; number++)
        {
            var at = hashes[number] & _mask;
            while (_table[at] != 0) at = (at + 1) & _mask;
            _table[at] = number + 1;
        }
    }
}
