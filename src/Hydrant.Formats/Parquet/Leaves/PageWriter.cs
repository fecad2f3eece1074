using Hydrant.Formats.Columns;
using Hydrant.Formats.Parquet.Codecs;
using Hydrant.Formats.Parquet.Encodings;
using Hydrant.Formats.Parquet.Footer;

namespace Hydrant.Formats.Parquet.Leaves;

/// <summary>
/// Puts pages together, header, levels and values, compresses them and holds them until the chunk is written.
/// </summary>
internal sealed class PageWriter(
    LeafShape shape, ParquetWriterVersion version, IPageCodec codec, PageScratch scratch) : IDisposable
{
    private const int DataPage = 0;
    private const int DictionaryPage = 2;
    private const int DataPageV2 = 3;

    private readonly ByteBuffer _dictionary = new();
    private readonly ByteBuffer _pages = new();
    private readonly ByteBuffer _levels = scratch.Levels;
    private readonly ByteBuffer _packed = scratch.Packed;

    /// <summary>The values of the page to be ended, encoded.</summary>
    public ByteBuffer Values { get; } = scratch.Values;

    public long MemoryBytes => _dictionary.Capacity + _pages.Capacity;

    /// <summary>Bytes of the chunk if nothing were compressed.</summary>
    public long UncompressedBytes { get; private set; }

    /// <summary>Bytes of the chunk.</summary>
    public long CompressedBytes => _dictionary.Count + _pages.Count;

    /// <summary>
    /// Ends a data page, and returns where it begins behind the first one and how long it is with its header.
    /// </summary>
    public (int Offset, int Length) EndPage(
        ReadOnlySpan<byte> definitions, ReadOnlySpan<byte> repetitions, int nulls, int rows, PageEncoding encoding)
    {
        var offset = _pages.Count;
        if (version == ParquetWriterVersion.V2) EndV2(definitions, repetitions, nulls, rows, encoding);
        else EndV1(definitions, repetitions, encoding);
        Values.Clear();
        return (offset, _pages.Count - offset);
    }

    /// <summary>
    /// Ends the dictionary's page, which comes before the others, and returns its length with its header.
    /// </summary>
    public int EndDictionary(int count, PageEncoding encoding)
    {
        _packed.Clear();
        codec.Compress(Values.Written, _packed);
        var thrift = Header(_dictionary, DictionaryPage, Values.Count, _packed.Count);
        thrift.Begin(7);
        thrift.Int32(1, count);
        thrift.Int32(2, (int)encoding);
        thrift.Bool(3, false);
        thrift.End();
        thrift.End();
        UncompressedBytes += _dictionary.Count + Values.Count;
        _dictionary.Add(_packed.Written);
        Values.Clear();
        return _dictionary.Count;
    }

    /// <summary>Gives the chunk's bytes away and forgets them.</summary>
    public async ValueTask WriteToAsync(Stream output, CancellationToken ct)
    {
        if (_dictionary.Count > 0) await output.WriteAsync(_dictionary.WrittenMemory, ct);
        await output.WriteAsync(_pages.WrittenMemory, ct);
        _dictionary.Clear();
        _pages.Clear();
        UncompressedBytes = 0;
    }

    public void Dispose()
    {
        _dictionary.Dispose();
        _pages.Dispose();
    }

    // Levels, each with its length before it, and values are compressed together.
    private void EndV1(ReadOnlySpan<byte> definitions, ReadOnlySpan<byte> repetitions, PageEncoding encoding)
    {
        _levels.Clear();
        AddLevels(repetitions, shape.MaxRepetition, withLength: true);
        AddLevels(definitions, shape.MaxDefinition, withLength: true);
        _levels.Add(Values.Written);
        _packed.Clear();
        codec.Compress(_levels.Written, _packed);
        var start = _pages.Count;
        var thrift = Header(_pages, DataPage, _levels.Count, _packed.Count);
        thrift.Begin(5);
        thrift.Int32(1, definitions.Length);
        thrift.Int32(2, (int)encoding);
        thrift.Int32(3, (int)PageEncoding.Rle);
        thrift.Int32(4, (int)PageEncoding.Rle);
        thrift.End();
        thrift.End();
        UncompressedBytes += _pages.Count - start + _levels.Count;
        _pages.Add(_packed.Written);
    }

    // Only the values are compressed, and only when that makes them smaller.
    private void EndV2(
        ReadOnlySpan<byte> definitions, ReadOnlySpan<byte> repetitions, int nulls, int rows, PageEncoding encoding)
    {
        _levels.Clear();
        var repetitionLength = AddLevels(repetitions, shape.MaxRepetition, withLength: false);
        var definitionLength = AddLevels(definitions, shape.MaxDefinition, withLength: false);
        _packed.Clear();
        if (Values.Count > 0) codec.Compress(Values.Written, _packed);
        var isCompressed = Values.Count > 0 && codec.Code != 0 && _packed.Count < Values.Count;
        var body = isCompressed ? _packed : Values;
        var start = _pages.Count;
        var thrift = Header(_pages, DataPageV2, _levels.Count + Values.Count, _levels.Count + body.Count);
        thrift.Begin(8);
        thrift.Int32(1, definitions.Length);
        thrift.Int32(2, nulls);
        thrift.Int32(3, rows);
        thrift.Int32(4, (int)encoding);
        thrift.Int32(5, definitionLength);
        thrift.Int32(6, repetitionLength);
        thrift.Bool(7, isCompressed);
        thrift.End();
        thrift.End();
        UncompressedBytes += _pages.Count - start + _levels.Count + Values.Count;
        _pages.Add(_levels.Written);
        _pages.Add(body.Written);
    }

    private int AddLevels(ReadOnlySpan<byte> levels, int largest, bool withLength)
    {
        if (largest == 0) return 0;
        var start = _levels.Count;
        if (withLength) _levels.AddLittleEndian(0);
        var first = _levels.Count;
        RleHybrid.Encode(levels, RleHybrid.WidthFor(largest), _levels);
        var length = _levels.Count - first;
        if (withLength) BitConverter.TryWriteBytes(_levels.Written[start..], length);
        return length;
    }

    private static CompactWriter Header(ByteBuffer output, int type, int uncompressed, int compressed)
    {
        var thrift = new CompactWriter(output);
        thrift.Begin();
        thrift.Int32(1, type);
        thrift.Int32(2, uncompressed);
        thrift.Int32(3, compressed);
        return thrift;
    }
}
