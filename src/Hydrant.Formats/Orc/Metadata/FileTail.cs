using Hydrant.Formats.Orc.Streams;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Orc.Metadata;

/// <summary>
/// What stands behind the last stripe: the stripes' statistics, the footer, the postscript (never compressed) and one
/// byte with the postscript's length.
/// </summary>
internal sealed class FileTail(TableSchema schema, OrcOptions options, ChunkCompressor compressor)
{
    private const ulong HeaderLength = 3;

    // The level of the format's rules that this writer keeps: since 6, statistics of timestamps and hashes of texts are
    // free of the writer's time zone and character set. Numbers above it name features that are not used here.
    private const ulong WriterVersion = 6;

    private readonly List<StripeInformation> _stripes = [];
    private readonly ProtoWriter _metadata = new();

    /// <summary>The first bytes of a file, and the last of the postscript.</summary>
    public static ReadOnlySpan<byte> Magic => "ORC"u8;

    public void Add(StripeInformation stripe, IEnumerable<ProtoWriter> statistics)
    {
        _stripes.Add(stripe);
        var message = new ProtoWriter();
        foreach (var column in statistics) message.Message(1, column);
        _metadata.Message(1, message);
    }

    /// <param name="contentLength">Bytes of the file so far.</param>
    /// <param name="statistics">Of the whole file, one for each column.</param>
    public void Write(long contentLength, long rows, IEnumerable<ProtoWriter> statistics, Stream output)
    {
        using var metadata = Compressed(_metadata);
        using var footer = Compressed(Footer(contentLength, rows, statistics));
        foreach (var segment in metadata.Segments) output.Write(segment.Span);
        foreach (var segment in footer.Segments) output.Write(segment.Span);

        var postscript = Postscript(footer.Length, metadata.Length).Written;
        output.Write(postscript);
        output.WriteByte((byte)postscript.Length);
    }

    private ProtoWriter Footer(long contentLength, long rows, IEnumerable<ProtoWriter> statistics)
    {
        var footer = new ProtoWriter().Varint(1, HeaderLength).Varint(2, (ulong)contentLength);
        foreach (var stripe in _stripes) footer.Message(3, stripe.ToMessage());
        foreach (var type in OrcTypes.Of(schema)) footer.Message(4, type);
        footer.Varint(6, (ulong)rows);
        foreach (var column in statistics) footer.Message(7, column);
        return footer.Varint(8, (ulong)options.RowIndexStride);
    }

    private ProtoWriter Postscript(long footerLength, long metadataLength)
    {
        var postscript = new ProtoWriter().Varint(1, (ulong)footerLength).Varint(2, (ulong)options.Compression);
        if (options.Compression != OrcCompression.None) postscript.Varint(3, ChunkCompressor.ChunkSize);
        return postscript
            .Packed(4, [0, options.Version == OrcVersion.V011 ? 11UL : 12])
            .Varint(5, (ulong)metadataLength)
            .Varint(6, WriterVersion)
            .Bytes(8_000, Magic);
    }

    private OutStream Compressed(ProtoWriter message)
    {
        var bytes = new OutStream(compressor);
        bytes.Write(message.Written);
        bytes.Finish();
        return bytes;
    }
}
