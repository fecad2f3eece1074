using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Hydrant.Core;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Hashing;
using Hydrant.Formats.Parquet.Codecs;
using Hydrant.Formats.Parquet.Dictionaries;
using Hydrant.Formats.Parquet.Encodings;

namespace Hydrant.Formats.Parquet.Leaves;

/// <summary>
/// Leaves whose values fit 64 bits: booleans, whole numbers, dates, and floating numbers by their bits.
/// </summary>
internal sealed class LongLeafWriter(LeafShape shape, ParquetOptions options, IPageCodec codec, PageScratch scratch)
    : LeafWriter(shape, options, codec, scratch)
{
    private readonly LongDictionary _dictionary = new();
    private readonly LongBounds _bounds = new(shape.Physical);
    private readonly LongBounds _pageBounds = new(shape.Physical);
    private readonly HashSet<ulong> _hashes = [];
    private PooledList<long> _kept = new();
    private PooledList<long> _bits = new();

    protected override int DictionaryCount => _dictionary.Count;

    protected override long DictionaryBytes => (long)_dictionary.Count * Width;

    protected override long PlainBytes => (long)_kept.Count * Width;

    protected override long ValueMemoryBytes => _dictionary.Bytes + _kept.Bytes + _bits.Bytes;

    protected override bool CanUseDictionary => Shape.Physical != PhysicalType.Boolean;

    private int Width => Shape.Physical switch
    {
        PhysicalType.Boolean => 1,
        PhysicalType.Int32 or PhysicalType.Float => 4,
        _ => 8,
    };

    protected override long Number(Column column, int start, int count, ref PooledList<int> indexes)
    {
        var room = indexes.Room(count);
        var values = BitsOf(column, start, count);
        for (var i = 0; i < values.Length; i++) room[i] = _dictionary.IndexOf(values[i]);
        indexes.Advance(count);
        return (long)count * Width;
    }

    protected override void Keep(Column column, int start, int count) => _kept.Add(BitsOf(column, start, count));

    protected override void KeepNumbered(ReadOnlySpan<int> indexes)
    {
        foreach (var index in indexes) _kept.Add(_dictionary.Values[index]);
        _dictionary.Clear();
    }

    protected override PageEncoding EncodeKept(ByteBuffer output)
    {
        var values = _kept.Items;
        _pageBounds.Add(values);
        if (WantsHashes) AddHashes(values);
        var encoding = EncodingOfPages;
        switch (encoding)
        {
            case PageEncoding.Rle:
                EncodeRuns(values, output);
                break;
            case PageEncoding.DeltaBinaryPacked:
                DeltaBinaryPacked.Encode(values, Shape.Physical == PhysicalType.Int32, output);
                break;
            default:
                EncodePlain(values, output);
                break;
        }

        _kept.Truncate(0);
        return encoding;
    }

    protected override void EncodeDictionary(ByteBuffer output) => EncodePlain(_dictionary.Values, output);

    protected override void BoundNumbered(ReadOnlySpan<int> indexes)
    {
        _bits.Truncate(0);
        var room = _bits.Room(indexes.Length);
        var values = _dictionary.Values;
        for (var i = 0; i < indexes.Length; i++) room[i] = values[indexes[i]];
        _pageBounds.Add(room[..indexes.Length]);
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
        AddHashes(_dictionary.Values);
        return [.. _hashes];
    }

    protected override void ClearValues()
    {
        _dictionary.Clear();
        _bounds.Clear();
        _hashes.Clear();
        _kept.Truncate(0);
    }

    protected override void Release()
    {
        _dictionary.Dispose();
        _kept.Release();
        _bits.Release();
    }

    private PageEncoding EncodingOfPages => (IsV2, Shape.Physical) switch
    {
        (true, PhysicalType.Boolean) => PageEncoding.Rle,
        (true, PhysicalType.Int32 or PhysicalType.Int64) => PageEncoding.DeltaBinaryPacked,
        _ => PageEncoding.Plain,
    };

    private ReadOnlySpan<long> BitsOf(Column column, int start, int count)
    {
        switch (column)
        {
            case LongColumn longs:
                return longs.Values.Slice(start, count);
            case DoubleColumn doubles when Shape.Physical == PhysicalType.Double:
                return MemoryMarshal.Cast<double, long>(doubles.Values.Slice(start, count));
            case DoubleColumn floats:
                _bits.Truncate(0);
                foreach (var value in floats.Values.Slice(start, count))
                    _bits.Add(BitConverter.SingleToInt32Bits((float)value));
                return _bits.Items;
            default:
                throw new InvariantException($"{column.Type} does not fit 64 bits");
        }
    }

    private static void EncodeRuns(ReadOnlySpan<long> values, ByteBuffer output)
    {
        output.AddLittleEndian(0);
        RleHybrid.Encode(values, 1, output);
        BinaryPrimitives.WriteInt32LittleEndian(output.Written, output.Count - sizeof(int));
    }

    private void EncodePlain(ReadOnlySpan<long> values, ByteBuffer output)
    {
        switch (Width)
        {
            case 1:
                EncodeBits(values, output);
                break;
            case 4:
                var narrow = MemoryMarshal.Cast<byte, int>(output.Room(values.Length * sizeof(int)));
                for (var i = 0; i < values.Length; i++) narrow[i] = (int)values[i];
                output.Advance(values.Length * sizeof(int));
                break;
            default:
                output.Add(MemoryMarshal.AsBytes(values));
                break;
        }
    }

    private static void EncodeBits(ReadOnlySpan<long> values, ByteBuffer output)
    {
        for (var at = 0; at < values.Length; at += 8)
        {
            var bits = 0;
            for (var i = 0; i < Math.Min(8, values.Length - at); i++) bits |= (int)values[at + i] << i;
            output.Add((byte)bits);
        }
    }

    private void AddHashes(ReadOnlySpan<long> values)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        foreach (var value in values)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
            _hashes.Add(XxHash64.Hash(bytes[..Width]));
        }
    }
}
