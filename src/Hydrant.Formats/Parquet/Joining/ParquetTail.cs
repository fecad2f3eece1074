using System.Buffers.Binary;
using System.Security.Cryptography;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Joining;

namespace Hydrant.Formats.Parquet.Joining;

/// <summary>
/// The footer of a Parquet file, with all that is needed to know where its bytes are: row groups and Bloom filters up to
/// <see cref="BodyEnd"/>, page indexes behind them.
/// </summary>
internal sealed class ParquetTail
{
    public const int RowsField = 3;
    public const int GroupsField = 4;

    private const int MagicBytes = 4;
    private const int EndBytes = 8;
    private const int MaxFooterBytes = 16 * 1024 * 1024;

    private ParquetTail(ThriftValue footer, int length, IReadOnlyList<ParquetGroup> groups, long bodyEnd) =>
        (Footer, Length, Groups, BodyEnd) = (footer, length, groups, bodyEnd);

    public ThriftValue Footer { get; }

    /// <summary>Bytes of the footer.</summary>
    public int Length { get; }

    public IReadOnlyList<ParquetGroup> Groups { get; }

    /// <summary>Where the row groups and their Bloom filters end.</summary>
    public long BodyEnd { get; }

    public long Rows => Footer.NumberOf(RowsField) ?? 0;

    /// <summary>Equal for files whose footers say the same of everything but their rows: schema, writer, properties.</summary>
    public string Kind()
    {
        using var rest = new ByteBuffer();
        ThriftText.Write(Footer, rest, RowsField, GroupsField);
        return $"Parquet {Convert.ToHexStringLower(SHA256.HashData(rest.Written))}";
    }

    /// <exception cref="InvalidDataException">It is no Parquet file, a damaged one, or one of a form that is not joined.</exception>
    public static async ValueTask<ParquetTail> ReadAsync(IJoinSource source, CancellationToken ct)
    {
        if (source.Length < MagicBytes + EndBytes) throw new InvalidDataException("it is too short for a Parquet file");
        var end = await Ranges.ReadAsync(source, source.Length - EndBytes, EndBytes, ct);
        if (!end.AsSpan(MagicBytes).SequenceEqual("PAR1"u8)) throw new InvalidDataException("it does not end as a Parquet file");
        var length = BinaryPrimitives.ReadInt32LittleEndian(end);
        if (length < 1 || length > Math.Min(MaxFooterBytes, source.Length - MagicBytes - EndBytes))
            throw new InvalidDataException($"its footer cannot have {length} bytes");
        var start = source.Length - EndBytes - length;
        var footer = new ThriftReader(await Ranges.ReadAsync(source, start, length, ct)).Struct();
        if (footer.Fields.ContainsKey(8) || footer.Fields.ContainsKey(9)) throw new InvalidDataException("it is encrypted");
        if (footer.StructsOf(2).Count == 0) throw new InvalidDataException("it has no schema");
        if (footer.NumberOf(RowsField) is not >= 0) throw new InvalidDataException("it does not say how many rows it has");

        var groups = footer.StructsOf(GroupsField).Select(group => new ParquetGroup(group)).ToList();
        var indexes = groups.SelectMany(group => group.Chunks).SelectMany(chunk => chunk.Indexes).ToList();
        var bodyEnd = indexes.Select(index => index.Offset).Append(start).Min();
        var isOutside = indexes.Exists(index => index.Offset < MagicBytes || index.Offset + index.Length > start);
        if (isOutside || indexes.Sum(index => (long)index.Length) > start - bodyEnd)
            throw new InvalidDataException("a page index lies outside of it, or within another");
        if (groups.Exists(group => !group.LiesIn(MagicBytes, bodyEnd)))
            throw new InvalidDataException("a column lies outside of it, or behind a page index");
        return new ParquetTail(footer, length, groups, bodyEnd);
    }
}
