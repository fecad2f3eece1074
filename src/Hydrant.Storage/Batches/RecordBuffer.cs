using System.Buffers;
using System.Buffers.Binary;
using Hydrant.Core;

namespace Hydrant.Storage.Batches;

/// <summary>
/// Records in the form in which they are stored, collected in one pooled array without an object per record. Not
/// thread-safe. A record is little-endian: <c>u32 data length, u16 key length, u16 flags, key, data</c>
/// (docs/formats/record-batch.md).
/// </summary>
public sealed class RecordBuffer : IDisposable
{
    /// <summary>Bytes before the key of each record.</summary>
    public const int HeaderSize = 8;

    private byte[] _bytes;
    private int[] _starts;
    private int _length;

    /// <param name="bytes">Expected size of all records together; the buffer grows beyond it when it must.</param>
    /// <param name="records">Expected number of records.</param>
    public RecordBuffer(int bytes = 4096, int records = 16)
    {
        _bytes = ArrayPool<byte>.Shared.Rent(bytes);
        _starts = ArrayPool<int>.Shared.Rent(records + 1);
        _starts[0] = 0;
    }

    /// <summary>How many records are in it.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of all records in their stored form.</summary>
    public int Length => _length;

    /// <summary>Bytes of data of all records, without partition keys.</summary>
    public long DataBytes { get; private set; }

    /// <summary>All records, one behind the other.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>The stored form of one record.</summary>
    public ReadOnlySpan<byte> this[int record] => _bytes.AsSpan(_starts[record], _starts[record + 1] - _starts[record]);

    /// <summary>The partition key of one record, UTF-8.</summary>
    public ReadOnlySpan<byte> Key(int record)
    {
        var start = _starts[record];
        return _bytes.AsSpan(start + HeaderSize, BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(start + 4)));
    }

    /// <summary>The length of one record's data.</summary>
    public int DataLength(int record) => BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(_starts[record]));

    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
    {
        data.CopyTo(Reserve(key, data.Length));
        Commit(data.Length);
    }

    /// <summary>
    /// Starts a record: writes its key and hands out room for up to <paramref name="maxData"/> bytes of data, to be
    /// filled and followed by <see cref="Commit"/>. A reservation that is not committed leaves no trace.
    /// </summary>
    public Span<byte> Reserve(ReadOnlySpan<byte> key, int maxData)
    {
        Invariant.That(key.Length <= ushort.MaxValue);
        Grow(HeaderSize + key.Length + maxData);
        var target = _bytes.AsSpan(_length);
        BinaryPrimitives.WriteUInt16LittleEndian(target[4..], (ushort)key.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(target[6..], 0);
        key.CopyTo(target[HeaderSize..]);
        return target.Slice(HeaderSize + key.Length, maxData);
    }

    /// <summary>Ends the reserved record with so many bytes of data.</summary>
    public void Commit(int dataLength)
    {
        var target = _bytes.AsSpan(_length);
        var keyLength = BinaryPrimitives.ReadUInt16LittleEndian(target[4..]);
        BinaryPrimitives.WriteInt32LittleEndian(target, dataLength);
        _length += HeaderSize + keyLength + dataLength;
        DataBytes += dataLength;
        Count++;
        if (Count == _starts.Length) GrowStarts();
        _starts[Count] = _length;
    }

    /// <summary>Forgets all records and keeps the room.</summary>
    public void Clear() => (Count, _length, DataBytes) = (0, 0, 0);

    public void Dispose()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        if (_starts.Length > 0) ArrayPool<int>.Shared.Return(_starts);
        (_bytes, _starts) = ([], []);
        Clear();
    }

    private void Grow(int more)
    {
        if (_bytes.Length - _length >= more) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + more, _bytes.Length * 2));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }

    private void GrowStarts()
    {
        var larger = ArrayPool<int>.Shared.Rent(_starts.Length * 2);
        _starts.AsSpan(0, Count).CopyTo(larger);
        ArrayPool<int>.Shared.Return(_starts);
        _starts = larger;
    }
}
