using System.Security.Cryptography;
using Hydrant.Formats.Joining;
using Hydrant.Formats.Orc.Metadata;

namespace Hydrant.Formats.Orc.Joining;

/// <summary>Postscript, footer and metadata of an ORC file.</summary>
internal sealed class OrcTail
{
    public const int StripesField = 3;
    public const int RowsField = 6;
    public const int StatisticsField = 7;

    private const int HeaderBytes = 3;
    private const int MaxSectionBytes = 16 * 1024 * 1024;
    private const int MaxChunkBytes = (1 << 23) - 1;

    private static readonly string[] Compressions = ["NONE", "ZLIB", "SNAPPY", "LZO", "LZ4", "ZSTD", "BROTLI"];

    private OrcTail(ProtoMessage postscript, ReadOnlyMemory<byte> footer, ReadOnlyMemory<byte> metadata)
    {
        (Postscript, Footer, Metadata) = (postscript, new ProtoMessage(footer), metadata);
        HeldBytes = footer.Length + metadata.Length;
        Stripes = [.. Footer.AllOf(StripesField).Select(stripe => new OrcStripe(new ProtoMessage(stripe)))];
    }

    public ProtoMessage Postscript { get; }

    public ProtoMessage Footer { get; }

    /// <summary>A message of statistics for each stripe, one behind the other.</summary>
    public ReadOnlyMemory<byte> Metadata { get; }

    public IReadOnlyList<OrcStripe> Stripes { get; }

    public long HeldBytes { get; }

    public OrcCompression Compression => (OrcCompression)(int)(Postscript.NumberOf(2) ?? 0);

    public int ChunkBytes => (int)(Postscript.NumberOf(3) ?? 0);

    /// <summary>Fields of the footer that do not speak of rows: schema, properties, writer, calendar.</summary>
    public IEnumerable<ProtoField> Constants =>
        Footer.Fields.Where(one => one.Number is not (1 or 2 or StripesField or RowsField or StatisticsField));

    /// <summary>Equal for files whose tails say the same of everything but their rows.</summary>
    public string Kind()
    {
        var rest = new ProtoWriter();
        foreach (var field in Constants) ProtoMessage.Copy(field, rest);
        foreach (var field in Postscript.Fields.Where(field => field.Number is not (1 or 5))) ProtoMessage.Copy(field, rest);
        return $"ORC {Convert.ToHexStringLower(SHA256.HashData(rest.Written))}";
    }

    /// <exception cref="InvalidDataException">It is no ORC file, a damaged one, or one of a form that is not joined.</exception>
    public static async ValueTask<OrcTail> ReadAsync(IJoinSource source, CancellationToken ct)
    {
        if (source.Length < HeaderBytes + 2) throw new InvalidDataException("it is too short for an ORC file");
        var end = await Ranges.ReadAsync(source, source.Length - 1, 1, ct);
        var tailStart = source.Length - 1 - end[0];
        if (tailStart < HeaderBytes) throw new InvalidDataException("its postscript is longer than itself");
        var postscript = new ProtoMessage(await Ranges.ReadAsync(source, tailStart, end[0], ct));
        CheckForm(postscript);

        var (footer, metadata) = (postscript.NumberOf(1) ?? 0, postscript.NumberOf(5) ?? 0);
        if (footer is 0 or > MaxSectionBytes || metadata > MaxSectionBytes || (long)(footer + metadata) > tailStart - HeaderBytes)
            throw new InvalidDataException($"its footer and its metadata cannot have {footer} and {metadata} bytes");
        tailStart -= (long)(footer + metadata);
        var bytes = await Ranges.ReadAsync(source, tailStart, (int)(footer + metadata), ct);
        var compression = (OrcCompression)(int)(postscript.NumberOf(2) ?? 0);
        var chunkBytes = (int)(postscript.NumberOf(3) ?? 0);
        var tail = new OrcTail(
            postscript,
            OrcChunks.Content(bytes[(int)metadata..], compression, chunkBytes),
            OrcChunks.Content(bytes[..(int)metadata], compression, chunkBytes));
        tail.CheckStripes(tailStart);
        return tail;
    }

    private static void CheckForm(ProtoMessage postscript)
    {
        if (postscript.BytesOf(8_000) is not { } magic || !magic.Span.SequenceEqual("ORC"u8))
            throw new InvalidDataException("it does not end as an ORC file");
        var compression = postscript.NumberOf(2) ?? 0;
        if (compression > (ulong)OrcCompression.Snappy)
            throw new InvalidDataException($"ORC with compression {(compression < (ulong)Compressions.Length ? Compressions[compression] : "unknown")} is not joined");
        if (compression > 0 && postscript.NumberOf(3) is not (> 0 and <= MaxChunkBytes))
            throw new InvalidDataException("its chunks have no size, or one beyond all bounds");
        if (postscript.NumberOf(7) is > 0) throw new InvalidDataException("it is encrypted");
    }

    private void CheckStripes(long end)
    {
        if (Footer.Fields.Any(field => field.Number == 10)) throw new InvalidDataException("it is encrypted");
        if (!Footer.AllOf(4).Any()) throw new InvalidDataException("it has no schema");
        var at = (long)HeaderBytes;
        foreach (var stripe in Stripes)
        {
            if (!stripe.LiesIn(at, end)) throw new InvalidDataException("a stripe lies outside of it, or within another");
            at = stripe.Offset + stripe.Length;
        }

        if (Stripes.Sum(stripe => (decimal)stripe.Rows) != (Footer.NumberOf(RowsField) ?? 0))
            throw new InvalidDataException("its stripes have more or fewer rows than it says");
        if (new ProtoMessage(Metadata).AllOf(1).Count() != Stripes.Count)
            throw new InvalidDataException("it does not have statistics for each of its stripes");
    }
}
