using System.Buffers.Binary;
using Hydrant.Core;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Hashing;
using Hydrant.Formats.Parquet.Codecs;
using Hydrant.Formats.Parquet.Dictionaries;
using Hydrant.Formats.Parquet.Encodings;

namespace Hydrant.Formats.Parquet.Leaves;

/// <summary>
/// Leaves whose values are bytes: texts, binaries, and what has a fixed length: decimals and timestamps.
/// </summary>
internal sealed class BytesLeafWriter(LeafShape shape, ParquetOptions options, IPageCodec codec, PageScratch scratch)
    : LeafWriter(shape, options, codec, scratch)
{
    private readonly BytesDictionary _dictionary = new();
    private readonly BytesBounds _bounds = new(shape.Physical);
    private readonly BytesBounds _pageBounds = new(shape.Physical);
    private readonly HashSet<ulong> _hashes = [];
    private PooledList<byte> _kept = new();
    private PooledList<int> _keptEnds = new();
    private PooledList<byte> _fixed = new();
    private PooledList<byte> _seen = new();

    protected override int DictionaryCount => _dictionary.Count;

    protected override long DictionaryBytes => RawBytes(_dictionary.Data.Length, _dictionary.Count);

    protected override long PlainBytes => RawBytes(_kept.Count, _keptEnds.Count);

    protected override long ValueMemoryBytes =>
        _dictionary.Bytes + _kept.Bytes + _keptEnds.Bytes + _fixed.Bytes + _seen.Bytes;

    protected override bool CanUseDictionary => true;

    protected override long Number(Column column, int start, int count, ref PooledList<int> indexes)
    {
        var data = DataOf(column, start, count, out var ends, out var first);
        var room = indexes.Room(count);
        var bytes = RawBytes(0, count);
        for (var i = 0; i < count; i++)
        {
            var end = ends.IsEmpty ? first + Shape.FixedLength : ends[i];
            room[i] = _dictionary.IndexOf(data[first..end]);
            bytes += end - first;
            first = end;
        }

        indexes.Advance(count);
        return bytes;
    }

    protected override void Keep(Column column, int start, int count)
    {
        var data = DataOf(column, start, count, out var ends, out var first);
        var shift = _kept.Count - first;
        var last = ends.IsEmpty ? data.Length : count == 0 ? first : ends[^1];
        _kept.Add(data[first..last]);
        var room = _keptEnds.Room(count);
        for (var i = 0; i < count; i++) room[i] = shift + (ends.IsEmpty ? (i + 1) * Shape.FixedLength : ends[i]);
        _keptEnds.Advance(count);
    }

    protected override void KeepNumbered(ReadOnlySpan<int> indexes)
    {
        foreach (var index in indexes)
        {
            _kept.Add(_dictionary[index]);
            _keptEnds.Add(_kept.Count);
        }

        _dictionary.Clear();
    }

    protected override PageEncoding EncodeKept(ByteBuffer output)
    {
        _pageBounds.Add(_kept.Items, _keptEnds.Items);
        if (WantsHashes) AddHashes(_kept.Items, _keptEnds.Items);
        var isDelta = IsV2 && Shape.Physical == PhysicalType.ByteArray;
        var encoding = isDelta ? PageEncoding.DeltaByteArray : PageEncoding.Plain;
        if (encoding == PageEncoding.Plain) EncodePlain(_kept.Items, _keptEnds.Items, output);
        else DeltaByteArray.Encode(_kept.Items, _keptEnds.Items, output);
        _kept.Truncate(0);
        _keptEnds.Truncate(0);
        return encoding;
    }

    protected override void EncodeDictionary(ByteBuffer output) =>
        EncodePlain(_dictionary.Data, _dictionary.Ends, output);

    // Each entry once, however often it comes.
    protected override void BoundNumbered(ReadOnlySpan<int> indexes)
    {
        if (Shape.Physical == PhysicalType.Int96) return;
        _seen.Truncate(0);
        _seen.Add(0, _dictionary.Count);
        var seen = _seen.Items;
        foreach (var index in indexes)
        {
            if (seen[index] != 0) continue;
            seen[index] = 1;
            _pageBounds.Add(_dictionary[index]);
        }
    }

    protected override LeafStatistics EndPageBounds(long nulls)
    {
        var page = _pageBounds.Sum(nulls);
        _bounds.Add(_pageBounds);
        _pageBounds.Clear();
        return page;
    }

    protected override LeafStatistics EndStatistics(long nulls) => _bounds.Sum(nulls);

    protected override ulong[] EndHashes()
    {
        AddHashes(_dictionary.Data, _dictionary.Ends);
        return [.. _hashes];
    }

    protected override void ClearValues()
    {
        _dictionary.Clear();
        _bounds.Clear();
        _hashes.Clear();
        _kept.Truncate(0);
        _keptEnds.Truncate(0);
    }

    protected override void Release()
    {
        _dictionary.Dispose();
        _kept.Release();
        _keptEnds.Release();
        _fixed.Release();
        _seen.Release();
    }

    // A length of four bytes stands before each value, unless all have the same.
    private long RawBytes(long data, int count) => data + (Shape.FixedLength > 0 ? 0 : 4L * count);

    // No ends are given for values of a fixed length.
    private ReadOnlySpan<byte> DataOf(Column column, int start, int count, out ReadOnlySpan<int> ends, out int first)
    {
        ends = default;
        first = 0;
        _fixed.Truncate(0);
        switch (column)
        {
            case BytesColumn bytes:
                ends = bytes.Ends.Slice(start, count);
                first = start == 0 ? 0 : bytes.Ends[start - 1];
                return bytes.Data;
            case DecimalColumn decimals:
                Span<byte> wide = stackalloc byte[16];
                foreach (var value in decimals.Values.Slice(start, count))
                {
                    BinaryPrimitives.WriteInt128BigEndian(wide, value);
                    _fixed.Add(wide[(16 - Shape.FixedLength)..]);
                }

                return _fixed.Items;
            case TimestampColumn timestamps:
                var room = _fixed.Room(count * Int96.Length);
                Int96.Write(timestamps.Seconds.Slice(start, count), timestamps.Nanos.Slice(start, count), room);
                _fixed.Advance(count * Int96.Length);
                return _fixed.Items;
            default:
                throw new InvariantException($"{column.Type} is not kept as bytes");
        }
    }

    private void EncodePlain(ReadOnlySpan<byte> data, ReadOnlySpan<int> ends, ByteBuffer output)
    {
        if (Shape.FixedLength > 0)
        {
            output.Add(data);
            return;
        }

        var total = data.Length + (ends.Length * sizeof(int));
        var room = output.Room(total);
        var start = 0;
        foreach (var end in ends)
        {
            var length = end - start;
            BinaryPrimitives.WriteInt32LittleEndian(room, length);
            data[start..end].CopyTo(room[sizeof(int)..]);
            room = room[(sizeof(int) + length)..];
            start = end;
        }

        output.Advance(total);
    }

    private void AddHashes(ReadOnlySpan<byte> data, ReadOnlySpan<int> ends)
    {
        var start = 0;
        foreach (var end in ends)
        {
            _hashes.Add(XxHash64.Hash(data[start..end]));
            start = end;
        }
    }
}
