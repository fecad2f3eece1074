using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Hydrant.Formats.Columns;

/// <summary>Bytes in the making, in one pooled array. One caller at a time.</summary>
internal sealed class ByteBuffer : IBufferWriter<byte>, IDisposable
{
    private PooledList<byte> _bytes = new();

    public int Count => _bytes.Count;

    /// <summary>Bytes of memory held, used or not.</summary>
    public long Capacity => _bytes.Bytes;

    public Span<byte> Written => _bytes.Items;

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.Memory;

    public Span<byte> Room(int length) => _bytes.Room(length);

    public void Advance(int count) => _bytes.Advance(count);

    public Memory<byte> GetMemory(int sizeHint = 0) => _bytes.MemoryRoom(Math.Max(1, sizeHint));

    public Span<byte> GetSpan(int sizeHint = 0) => _bytes.Room(Math.Max(1, sizeHint));

    public void Add(byte value) => _bytes.Add(value);

    public void Add(byte value, int times) => _bytes.Add(value, times);

    public void Add(ReadOnlySpan<byte> bytes) => _bytes.Add(bytes);

    public void AddLittleEndian(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Room(sizeof(int)), value);
        Advance(sizeof(int));
    }

    /// <summary>Seven bits a byte, the lowest first; the high bit says that more follow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddVarint(ulong value)
    {
        while (value >= 0x80)
        {
            Add((byte)(value | 0x80));
            value >>= 7;
        }

        Add((byte)value);
    }

    /// <summary>A varint of a number whose sign is in the lowest bit.</summary>
    public void AddZigZag(long value) => AddVarint((ulong)(value << 1) ^ (ulong)(value >> 63));

    public void Clear() => _bytes.Truncate(0);

    public void Dispose() => _bytes.Release();
}
