using Hydrant.Formats.Joining;
using Hydrant.Formats.Orc.Metadata;
using Hydrant.Formats.Orc.Streams;

namespace Hydrant.Formats.Orc.Joining;

/// <summary>An ORC file that is made of others, under way.</summary>
internal sealed class OrcParts(Stream output)
{
    private static readonly byte[] Magic = "ORC"u8.ToArray();

    private readonly List<ProtoWriter> _stripes = [];
    private readonly List<ReadOnlyMemory<byte>> _metadata = [];
    private readonly OrcFileStatistics _statistics = new();
    private OrcTail? _first;
    private string? _kind;
    private long _at;
    private ulong _rows;

    /// <exception cref="InvalidDataException">The source is damaged, or of another kind than those before.</exception>
    public async ValueTask AddAsync(IJoinSource source, CancellationToken ct)
    {
        var tail = await OrcTail.ReadAsync(source, ct);
        var kind = tail.Kind();
        if (kind != (_kind ??= kind)) throw new InvalidDataException("its schema or its writer is not that of the others");
        _first ??= tail;
        if (_at == 0) await WriteAsync(Magic, ct);
        foreach (var stripe in tail.Stripes)
        {
            _stripes.Add(stripe.At(_at));
            await Ranges.CopyAsync(source, stripe.Offset, stripe.Length, output, ct);
            _at += stripe.Length;
        }

        _metadata.Add(tail.Metadata);
        _rows += tail.Footer.NumberOf(OrcTail.RowsField) ?? 0;
        _statistics.Add([.. tail.Footer.AllOf(OrcTail.StatisticsField)]);
    }

    public async ValueTask FinishAsync(CancellationToken ct)
    {
        var first = _first!;
        var compressor = new ChunkCompressor(first.Compression);
        using var metadata = Compressed(_metadata, compressor);
        using var footer = Compressed([Footer(first).Written.ToArray()], compressor);
        foreach (var segment in metadata.Segments) await WriteAsync(segment, ct);
        foreach (var segment in footer.Segments) await WriteAsync(segment, ct);
        var postscript = Postscript(first, footer.Length, metadata.Length).Written.ToArray();
        await WriteAsync(postscript, ct);
        await WriteAsync(new[] { (byte)postscript.Length }, ct);
    }

    private ProtoWriter Footer(OrcTail first)
    {
        var footer = new ProtoWriter().Varint(1, (ulong)Magic.Length).Varint(2, (ulong)_at);
        foreach (var stripe in _stripes) footer.Message(OrcTail.StripesField, stripe);
        footer.Varint(OrcTail.RowsField, _rows);
        foreach (var column in _statistics.Written()) footer.Message(OrcTail.StatisticsField, column);
        foreach (var field in first.Constants) ProtoMessage.Copy(field, footer);
        return footer;
    }

    private static ProtoWriter Postscript(OrcTail first, long footerLength, long metadataLength)
    {
        var postscript = new ProtoWriter();
        foreach (var field in first.Postscript.Fields)
        {
            var number = field.Number switch
            {
                1 => (ulong)footerLength,
                3 => (ulong)Math.Max(first.ChunkBytes, ChunkCompressor.ChunkSize),
                5 => (ulong)metadataLength,
                _ => field.Value,
            };
            ProtoMessage.Copy(field with { Value = number }, postscript);
        }

        return postscript;
    }

    private static OutStream Compressed(List<ReadOnlyMemory<byte>> content, ChunkCompressor compressor)
    {
        var bytes = new OutStream(compressor);
        foreach (var part in content) bytes.Write(part.Span);
        bytes.Finish();
        return bytes;
    }

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        await output.WriteAsync(bytes, ct);
        _at += bytes.Length;
    }
}
