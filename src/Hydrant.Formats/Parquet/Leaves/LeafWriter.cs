using Hydrant.Formats.Columns;
using Hydrant.Formats.Parquet.Codecs;
using Hydrant.Formats.Parquet.Encodings;

namespace Hydrant.Formats.Parquet.Leaves;

/// <summary>
/// The chunk of one leaf in the making: levels and values of the page that is being filled, and the pages before it,
/// compressed. Derived classes keep the values. All memory is used again for the next row group.
/// </summary>
internal abstract class LeafWriter(
    LeafShape shape, ParquetOptions options, IPageCodec codec, PageScratch scratch) : IDisposable
{
    private const int MaxPageRows = 20_000;
    private const int Slice = 1_024;

    private readonly PageWriter _pageWriter = new(shape, options.WriterVersion, codec, scratch);
    private readonly HashSet<int> _encodings = [];
    private PooledList<byte> _definitions = new();
    private PooledList<byte> _repetitions = new();
    private PooledList<int> _indexes = new();
    private int _pageRows;
    private readonly List<PageFacts> _pages = [];
    private int _numberedPages;
    private long _rows;
    private long _nulls;
    private long _values;
    private long _pageRawBytes;

    public LeafShape Shape { get; } = shape;

    protected ParquetOptions Options { get; } = options;

    protected bool IsV2 => Options.WriterVersion == ParquetWriterVersion.V2;

    protected bool WantsHashes { get; } = options.BloomFilterColumns.Contains(string.Join('.', shape.Path));

    /// <summary>Whether values are numbered now; set when a chunk begins, given up when it does not pay.</summary>
    protected bool UsesDictionary { get; private set; }

    /// <summary>Bytes of memory held for this chunk and the next ones.</summary>
    public long MemoryBytes =>
        _pageWriter.MemoryBytes + _definitions.Bytes + _repetitions.Bytes + _indexes.Bytes + ValueMemoryBytes;

    /// <summary>About the bytes that the chunk has in the file by now.</summary>
    public long EncodedBytes =>
        _pageWriter.CompressedBytes + _definitions.Count + _repetitions.Count + (4L * _indexes.Count)
        + PlainBytes + DictionaryBytes;

    /// <summary>Entries of the dictionary.</summary>
    protected abstract int DictionaryCount { get; }

    /// <summary>Bytes of the dictionary's page before compression.</summary>
    protected abstract long DictionaryBytes { get; }

    /// <summary>Bytes of the values that wait for their page and have no number.</summary>
    protected abstract long PlainBytes { get; }

    /// <summary>Bytes of memory held for values and dictionary.</summary>
    protected abstract long ValueMemoryBytes { get; }

    protected abstract bool CanUseDictionary { get; }

    /// <summary>Takes a column's next slots.</summary>
    /// <param name="column">Dense values; those at the levels' largest definition, in order.</param>
    /// <param name="definitions">Empty when every slot has a value.</param>
    /// <param name="repetitions">Empty when nothing repeats, so that a slot is a row.</param>
    /// <param name="slots">How many levels there are.</param>
    public void Append(Column column, ReadOnlySpan<byte> definitions, ReadOnlySpan<byte> repetitions, int slots)
    {
        if (_values == 0) UsesDictionary = Options.EnableDictionaryCompression && CanUseDictionary;
        var value = 0;
        for (var at = 0; at < slots;)
        {
            var (taken, rows) = NextSlice(repetitions, at, slots);
            var present = taken;
            if (definitions.IsEmpty)
            {
                _definitions.Add((byte)Shape.MaxDefinition, taken);
            }
            else
            {
                var levels = definitions.Slice(at, taken);
                _definitions.Add(levels);
                present = levels.Count((byte)Shape.MaxDefinition);
            }

            if (!repetitions.IsEmpty) _repetitions.Add(repetitions.Slice(at, taken));
            if (UsesDictionary) _pageRawBytes += Number(column, value, present, ref _indexes);
            else Keep(column, value, present);
            value += present;
            at += taken;
            _values += taken;
            _nulls += taken - present;
            _pageRows += rows;
            if (IsPageFull()) EndPage();
        }
    }

    /// <summary>Ends the chunk and gives its bytes away; the writer is ready for the next row group.</summary>
    public async ValueTask<ColumnChunk> FinishAsync(Stream output, long offset, CancellationToken ct)
    {
        if (_definitions.Count > 0) EndPage();
        long? dictionaryOffset = null;
        if (_encodings.Contains((int)DictionaryEncoding)) dictionaryOffset = offset;
        var dictionaryLength = 0;
        if (dictionaryOffset is not null)
        {
            EncodeDictionary(_pageWriter.Values);
            var encoding = IsV2 ? PageEncoding.Plain : PageEncoding.PlainDictionary;
            dictionaryLength = _pageWriter.EndDictionary(DictionaryCount, encoding);
            if (IsV2) _encodings.Add((int)PageEncoding.Plain);
        }

        _encodings.Add((int)PageEncoding.Rle);
        var chunk = new ColumnChunk(
            Shape,
            _values,
            dictionaryOffset,
            offset + dictionaryLength,
            _pageWriter.UncompressedBytes,
            _pageWriter.CompressedBytes,
            [.. _encodings.Order()],
            EndStatistics(_nulls),
            WantsHashes ? EndHashes() : [],
            [.. _pages]);
        await _pageWriter.WriteToAsync(output, ct);
        Clear();
        return chunk;
    }

    /// <summary>Gives the memory back. Between chunks it may be called, and the writer used on.</summary>
    public void Dispose()
    {
        _pageWriter.Dispose();
        _definitions.Release();
        _repetitions.Release();
        _indexes.Release();
        Release();
    }

    /// <summary>Numbers values and returns how many bytes they would take as they are.</summary>
    protected abstract long Number(Column column, int start, int count, ref PooledList<int> indexes);

    /// <summary>Keeps values for their page.</summary>
    protected abstract void Keep(Column column, int start, int count);

    /// <summary>Turns numbers into kept values again, and forgets the dictionary.</summary>
    protected abstract void KeepNumbered(ReadOnlySpan<int> indexes);

    /// <summary>Takes the values that a page's numbers stand for into its bounds.</summary>
    protected abstract void BoundNumbered(ReadOnlySpan<int> indexes);

    /// <summary>Encodes what is kept, takes it into the page's bounds and forgets it.</summary>
    protected abstract PageEncoding EncodeKept(ByteBuffer output);

    protected abstract void EncodeDictionary(ByteBuffer output);

    /// <summary>Sums up the page's statistics, adds its bounds to the chunk's and forgets them.</summary>
    protected abstract LeafStatistics EndPageBounds(long nulls);

    /// <summary>Sums up the chunk's statistics.</summary>
    protected abstract LeafStatistics EndStatistics(long nulls);

    protected abstract ulong[] EndHashes();

    protected abstract void ClearValues();

    protected abstract void Release();

    private PageEncoding DictionaryEncoding => IsV2 ? PageEncoding.RleDictionary : PageEncoding.PlainDictionary;

    // A slice ends where a row ends.
    private (int Taken, int Rows) NextSlice(ReadOnlySpan<byte> repetitions, int at, int slots)
    {
        if (repetitions.IsEmpty)
        {
            var taken = Math.Min(Math.Min(Slice, slots - at), MaxPageRows - _pageRows);
            return (taken, taken);
        }

        var end = Math.Min(slots, at + Slice);
        while (end < slots && repetitions[end] != 0) end++;
        return (end - at, repetitions[at..end].Count((byte)0));
    }

    private bool IsPageFull()
    {
        if (_pageRows >= MaxPageRows) return true;
        if (!UsesDictionary) return PlainBytes + _definitions.Count >= Options.PageSizeBytes;
        if (DictionaryBytes >= Options.PageSizeBytes) return true;
        return (long)_indexes.Count * RleHybrid.WidthFor(DictionaryCount) / 8 >= Options.PageSizeBytes;
    }

    private void EndPage()
    {
        var nulls = _definitions.Count - _definitions.Items.Count((byte)Shape.MaxDefinition);
        var isNumbered = UsesDictionary && _indexes.Count > 0 && TryEncodeIndexes();
        if (isNumbered) BoundNumbered(_indexes.Items);
        var encoding = isNumbered ? DictionaryEncoding : EncodeKept(_pageWriter.Values);
        _encodings.Add((int)encoding);
        var (offset, length) = _pageWriter.EndPage(_definitions.Items, _repetitions.Items, nulls, _pageRows, encoding);
        _pages.Add(new PageFacts(offset, length, _rows, nulls == _definitions.Count, EndPageBounds(nulls)));
        _rows += _pageRows;
        if (_indexes.Count > 0) _numberedPages++;
        if (DictionaryBytes >= Options.PageSizeBytes) UsesDictionary = false;
        _definitions.Truncate(0);
        _repetitions.Truncate(0);
        _indexes.Truncate(0);
        _pageRows = 0;
        _pageRawBytes = 0;
    }

    // The first page with values decides whether numbers are smaller than what they stand for.
    private bool TryEncodeIndexes()
    {
        var output = _pageWriter.Values;
        var width = RleHybrid.WidthFor(DictionaryCount - 1);
        output.Add((byte)width);
        RleHybrid.Encode<int>(_indexes.Items, width, output);
        if (_numberedPages > 0 || output.Count + DictionaryBytes < _pageRawBytes) return true;

        output.Clear();
        KeepNumbered(_indexes.Items);
        UsesDictionary = false;
        return false;
    }

    private void Clear()
    {
        _encodings.Clear();
        _pages.Clear();
        _numberedPages = 0;
        _rows = 0;
        _nulls = 0;
        _values = 0;
        ClearValues();
    }
}
