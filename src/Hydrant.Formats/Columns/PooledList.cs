using System.Buffers;
using System.Runtime.CompilerServices;

namespace Hydrant.Formats.Columns;

/// <summary>A growing array from the shared pool. A struct that columns hold in a field; it is never copied.</summary>
internal struct PooledList<T>
    where T : unmanaged
{
    private const int MinLength = 64;

    private T[] _items;

    public PooledList() => _items = [];

    public int Count { get; private set; }

    public readonly Span<T> Items => _items.AsSpan(0, Count);

    public readonly ReadOnlyMemory<T> Memory => _items.AsMemory(0, Count);

    public readonly long Bytes => (long)_items.Length * Unsafe.SizeOf<T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T item)
    {
        var items = _items;
        var count = Count;
        if ((uint)count < (uint)items.Length)
        {
            items[count] = item;
            Count = count + 1;
            return;
        }

        Grow(1);
        _items[Count++] = item;
    }

    public void Add(T item, int times)
    {
        Room(times)[..times].Fill(item);
        Count += times;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ReadOnlySpan<T> items)
    {
        items.CopyTo(Room(items.Length));
        Count += items.Length;
    }

    /// <summary>Unused space for at least so many; <see cref="Advance"/> says how many were written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Room(int length)
    {
        if (length > _items.Length - Count) Grow(length);
        return _items.AsSpan(Count);
    }

    public Memory<T> MemoryRoom(int length)
    {
        if (length > _items.Length - Count) Grow(length);
        return _items.AsMemory(Count);
    }

    public void Advance(int count) => Count += count;

    public void Truncate(int count) => Count = count;

    /// <summary>Gives the array back; the list is empty and may be used again.</summary>
    public void Release()
    {
        if (_items.Length > 0) ArrayPool<T>.Shared.Return(_items);
        _items = [];
        Count = 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int more)
    {
        var wanted = Math.Max(MinLength, (long)Count + more);
        if (wanted > Array.MaxLength)
            throw new InvalidOperationException("a column holds at most 2 GiB; cut the batch earlier");
        var length = (int)Math.Min(Array.MaxLength, Math.Max(wanted, 2L * _items.Length));
        var grown = ArrayPool<T>.Shared.Rent(length);
        Items.CopyTo(grown);
        if (_items.Length > 0) ArrayPool<T>.Shared.Return(_items);
        _items = grown;
    }
}
