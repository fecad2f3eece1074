using Hydrant.Core;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Parquet.Codecs;
using Hydrant.Formats.Parquet.Footer;
using Hydrant.Formats.Parquet.Leaves;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Parquet;

/// <summary>Writes a Parquet file, as docs/formats/parquet.md says.</summary>
public sealed class ParquetFileWriter : IColumnFileWriter
{
    private const int ZeroesAtOnce = 64 * 1024;

    private static ReadOnlySpan<byte> Magic => "PAR1"u8;

    private readonly Stream _output;
    private readonly TableSchema _schema;
    private readonly ParquetOptions _options;
    private readonly IPageCodec _codec;
    private readonly ParquetNode[] _columns;
    private readonly LeafWriter[] _leaves;
    private readonly List<RowGroup> _groups = [];
    private readonly ByteBuffer _scratch = new();
    private readonly PageScratch _pageScratch = new();
    private long _groupRows;
    private bool _finished;

    private ParquetFileWriter(Stream output, TableSchema schema, ParquetOptions options, IPageCodec codec)
    {
        (_output, _schema, _options, _codec) = (output, schema, options, codec);
        var root = new ParquetNode.Parent([], 0, 0, options, codec, _pageScratch);
        _columns = [.. schema.Fields.Select(field => new ParquetNode(field, isOptional: true, root))];
        _leaves = [.. _columns.SelectMany(column => column.Leaves)];
    }

    public long BufferedBytes => _pageScratch.MemoryBytes + _columns.Sum(column => column.MemoryBytes);

    public long WrittenBytes { get; private set; }

    public long Rows { get; private set; }

    /// <summary>Begins a file.</summary>
    /// <param name="output">Only written to, never flushed or disposed.</param>
    /// <returns>A fault when an option is out of its range, or when this machine lacks what the compression
    /// needs.</returns>
    public static Outcome<IColumnFileWriter> Create(Stream output, TableSchema schema, ParquetOptions options)
    {
        if (options.BlockSizeBytes <= 0) return Fault.InvalidArgument("BlockSizeBytes must be above 0");
        if (options.PageSizeBytes <= 0) return Fault.InvalidArgument("PageSizeBytes must be above 0");
        if (options.MaxPaddingBytes < 0) return Fault.InvalidArgument("MaxPaddingBytes must not be below 0");
        if (options.BloomFilterFalsePositiveProbability is not (> 0 and < 1))
            return Fault.InvalidArgument("A bloom filter's false positive probability is above 0 and below 1");
        var codec = PageCodecs.Open(options.Compression);
        if (!codec.Ok) return codec.Fault;

        var writer = new ParquetFileWriter(output, schema, options, codec.Value);
        var unknown = options.BloomFilterColumns.FirstOrDefault(
            wanted => !writer._leaves.Any(leaf => string.Join('.', leaf.Shape.Path) == wanted));
        if (unknown is null) return writer;
        writer.Dispose();
        return Fault.InvalidArgument($"No column '{unknown}' can have a bloom filter");
    }

    public async ValueTask WriteAsync(ColumnBatch batch, CancellationToken ct)
    {
        Invariant.That(!_finished && ReferenceEquals(batch.Schema, _schema));
        batch.Check();
        if (batch.Rows == 0) return;
        for (var i = 0; i < _columns.Length; i++) _columns[i].AppendRows(batch.Members[i]);
        _groupRows += batch.Rows;
        Rows += batch.Rows;
        if (_leaves.Sum(leaf => leaf.EncodedBytes) >= TargetBytes()) await EndRowGroupAsync(ct);
    }

    public async ValueTask FlushRowGroupAsync(CancellationToken ct)
    {
        Invariant.That(!_finished);
        await EndRowGroupAsync(ct);

        // Who ends a row group early wants its memory.
        foreach (var column in _columns) column.Dispose();
        _pageScratch.Dispose();
    }

    public async ValueTask FinishAsync(CancellationToken ct)
    {
        await FlushRowGroupAsync(ct);
        _finished = true;
        if (WrittenBytes == 0) await WriteScratchAsync(Magic, ct);
        await WritePageIndexAsync(ct);
        _scratch.Clear();
        FileMetadata.Write(new CompactWriter(_scratch), _options, _codec.Code, _columns, _groups);
        _scratch.AddLittleEndian(_scratch.Count);
        await WriteScratchAsync(Magic, ct);
    }

    public void Dispose()
    {
        foreach (var column in _columns) column.Dispose();
        _pageScratch.Dispose();
        _codec.Dispose();
        _scratch.Dispose();
    }

    private async ValueTask EndRowGroupAsync(CancellationToken ct)
    {
        if (_groupRows == 0) return;
        if (WrittenBytes == 0) await WriteScratchAsync(Magic, ct);
        await PadAsync(ct);
        var chunks = new List<ColumnChunk>(_leaves.Length);
        foreach (var leaf in _leaves)
        {
            var chunk = await leaf.FinishAsync(_output, WrittenBytes, ct);
            WrittenBytes += chunk.CompressedBytes;
            chunks.Add(chunk);
        }

        _groups.Add(new RowGroup(_groupRows, chunks));
        _groupRows = 0;
        foreach (var chunk in chunks.Where(chunk => chunk.Hashes.Length > 0)) await WriteBloomAsync(chunk, ct);
    }

    // With padding, a row group is made to end where the next block begins.
    private long TargetBytes()
    {
        if (_options.MaxPaddingBytes == 0) return _options.BlockSizeBytes;
        var rest = _options.BlockSizeBytes - (WrittenBytes % _options.BlockSizeBytes);
        return rest <= _options.MaxPaddingBytes ? _options.BlockSizeBytes : rest;
    }

    private async ValueTask PadAsync(CancellationToken ct)
    {
        var rest = _options.BlockSizeBytes - (WrittenBytes % _options.BlockSizeBytes);
        if (rest > _options.MaxPaddingBytes || rest == _options.BlockSizeBytes) return;
        while (rest > 0)
        {
            var piece = (int)Math.Min(rest, ZeroesAtOnce);
            _scratch.Clear();
            _scratch.Add(0, piece);
            await WriteScratchAsync(default, ct);
            rest -= piece;
        }
    }

    private async ValueTask WritePageIndexAsync(CancellationToken ct)
    {
        var chunks = _groups.SelectMany(group => group.Chunks).ToList();
        foreach (var chunk in chunks.Where(PageIndex.HasBounds))
        {
            _scratch.Clear();
            PageIndex.WriteBounds(new CompactWriter(_scratch), chunk);
            chunk.ColumnIndex = (WrittenBytes, _scratch.Count);
            await WriteScratchAsync(default, ct);
        }

        foreach (var chunk in chunks)
        {
            _scratch.Clear();
            PageIndex.WriteOffsets(new CompactWriter(_scratch), chunk);
            chunk.OffsetIndex = (WrittenBytes, _scratch.Count);
            await WriteScratchAsync(default, ct);
        }
    }

    private ValueTask WriteBloomAsync(ColumnChunk chunk, CancellationToken ct)
    {
        _scratch.Clear();
        BloomFilter.Write(chunk.Hashes, _options.BloomFilterFalsePositiveProbability, _scratch);
        chunk.Bloom = (WrittenBytes, _scratch.Count);
        return WriteScratchAsync(default, ct);
    }

    // What is in the scratch buffer, and a few bytes behind it.
    private ValueTask WriteScratchAsync(ReadOnlySpan<byte> more, CancellationToken ct)
    {
        if (WrittenBytes == 0) _scratch.Clear();
        _scratch.Add(more);
        WrittenBytes += _scratch.Count;
        return _output.WriteAsync(_scratch.WrittenMemory, ct);
    }
}
