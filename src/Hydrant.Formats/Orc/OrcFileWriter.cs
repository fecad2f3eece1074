using Hydrant.Core;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Orc.Metadata;
using Hydrant.Formats.Orc.Streams;
using Hydrant.Formats.Orc.Writers;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Orc;

/// <summary>
/// Writes one ORC file (docs/formats/orc.md) to a stream, which stays open. The bytes depend on the rows, the options
/// and where stripes were ended early, not on how rows came in batches.
/// </summary>
public sealed class OrcFileWriter : IColumnFileWriter
{
    // The stripe's size is looked at after so many of its rows, wherever batches end.
    private const int RowsBetweenLooks = 256;

    private const int ZeroBlock = 64 * 1024;

    private readonly OrcOptions _options;
    private readonly Stream _output;
    private readonly WriterContext _context;
    private readonly RootWriter _root;
    private readonly FileTail _tail;
    private readonly BlockPadding _padding;
    private long _stripeRows;
    private int _groupRows;
    private long _stripeSize;
    private bool _finished;

    public OrcFileWriter(TableSchema schema, OrcOptions options, Stream output)
    {
        Invariant.That(options.RowIndexStride > 0 && options.StripeSizeBytes > 0 && options.BlockSizeBytes > 0);
        _options = options;
        _output = output;
        _context = new WriterContext(options);
        _root = new RootWriter(_context, schema);
        _tail = new FileTail(schema, options, _context.Compressor);
        _padding = new BlockPadding(options);
    }

    public long BufferedBytes => _root.Memory;

    public long WrittenBytes { get; private set; }

    public long Rows { get; private set; }

    public async ValueTask WriteAsync(ColumnBatch batch, CancellationToken ct)
    {
        Invariant.That(!_finished);
        batch.Check();
        _root.Bind(batch);
        for (var left = batch.Rows; left > 0;)
        {
            var rows = Math.Min(left, RoomForRows());
            Take(batch, rows);
            left -= rows;
            if (_stripeRows % RowsBetweenLooks == 0 && _root.EncodedBytes >= _stripeSize) await EndStripeAsync(ct);
        }
    }

    public ValueTask FlushRowGroupAsync(CancellationToken ct) =>
        _stripeRows == 0 ? ValueTask.CompletedTask : EndStripeAsync(ct);

    public async ValueTask FinishAsync(CancellationToken ct)
    {
        Invariant.That(!_finished);
        _finished = true;
        await FlushRowGroupAsync(ct);
        using var tail = new MemoryStream();
        if (WrittenBytes == 0) tail.Write(FileTail.Magic);
        _tail.Write(WrittenBytes + tail.Length, Rows, _root.FileStatistics, tail);
        await WriteAsync(tail, ct);
    }

    public void Dispose() => _root.Dispose();

    private int RoomForRows() =>
        (int)Math.Min(_options.RowIndexStride - _groupRows, RowsBetweenLooks - (_stripeRows % RowsBetweenLooks));

    private void Take(ColumnBatch batch, int rows)
    {
        if (_stripeRows == 0) _stripeSize = _padding.StripeSize(Math.Max(WrittenBytes, FileTail.Magic.Length));
        if (_groupRows == 0) _root.BeginGroup();
        _root.Write(batch, rows);
        Rows += rows;
        _stripeRows += rows;
        _groupRows += rows;
        if (_groupRows == _options.RowIndexStride) EndGroup();
    }

    private void EndGroup()
    {
        _root.EndGroup();
        _groupRows = 0;
    }

    private async ValueTask EndStripeAsync(CancellationToken ct)
    {
        if (_groupRows > 0) EndGroup();
        var parts = new StripeParts(_context.Compressor);
        _root.EndStripe(parts);
        using var footer = parts.Footer();
        if (WrittenBytes == 0) await WriteAsync(FileTail.Magic.ToArray(), ct);
        await PadAsync(_padding.Before(WrittenBytes, parts.IndexLength + parts.DataLength + footer.Length), ct);

        var offset = WrittenBytes;
        foreach (var stream in parts.Index) await WriteAsync(stream.Bytes, ct);
        foreach (var stream in parts.Data) await WriteAsync(stream.Bytes, ct);
        await WriteAsync(footer, ct);
        _tail.Add(
            new StripeInformation(offset, parts.IndexLength, parts.DataLength, footer.Length, _stripeRows),
            parts.Statistics);
        foreach (var stream in parts.Index) stream.Bytes.Dispose();
        _root.Clear();
        _stripeRows = 0;
    }

    private async ValueTask PadAsync(long zeros, CancellationToken ct)
    {
        if (zeros == 0) return;
        var block = new byte[Math.Min(zeros, ZeroBlock)];
        for (; zeros > 0; zeros -= block.Length)
            await WriteAsync(block.AsMemory(0, (int)Math.Min(zeros, block.Length)), ct);
    }

    private async ValueTask WriteAsync(OutStream bytes, CancellationToken ct)
    {
        foreach (var segment in bytes.Segments) await WriteAsync(segment, ct);
    }

    private async ValueTask WriteAsync(MemoryStream bytes, CancellationToken ct) =>
        await WriteAsync(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), ct);

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        await _output.WriteAsync(bytes, ct);
        WrittenBytes += bytes.Length;
    }
}
