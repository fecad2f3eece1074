using Hydrant.Core;
using Hydrant.Formats.Compression;
using Hydrant.Formats.Orc.Joining;
using Hydrant.Formats.Parquet.Joining;

namespace Hydrant.Formats.Joining;

/// <summary>The join for a file, by what is known of it. What is not known is refused by name rather than guessed.</summary>
public static class FileJoins
{
    /// <summary>How many of a file's first bytes are wanted.</summary>
    public const int HeadBytes = 8;

    private static readonly Dictionary<string, IFileJoin> Texts =
        CompressionCatalog.All.ToDictionary(format => format.Name, IFileJoin (format) => new TextJoin(format), StringComparer.Ordinal);

    private static readonly ParquetJoin Parquet = new();
    private static readonly OrcJoin Orc = new();

    /// <param name="extension">What the file's name ends with, dots included; empty for none.</param>
    /// <param name="contentEncoding">Of the object, or null.</param>
    /// <param name="head">The first bytes, fewer when there are fewer.</param>
    public static Outcome<IFileJoin> Of(string extension, string? contentEncoding, ReadOnlySpan<byte> head)
    {
        if (contentEncoding is not null)
        {
            var named = CompressionCatalog.All.FirstOrDefault(format => format.ContentEncoding == contentEncoding);
            return named is null
                ? Fault.InvalidArgument($"its content encoding '{contentEncoding}' is not known")
                : Outcome<IFileJoin>.Of(Texts[named.Name]);
        }

        if (head.StartsWith("PAR1"u8)) return Parquet;
        if (head.StartsWith("ORC"u8) && extension.EndsWith(".orc", StringComparison.OrdinalIgnoreCase))
            return Orc;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b])) return Outcome<IFileJoin>.Of(Texts["GZIP"]);
        if (head.StartsWith("PK\x03\x04"u8)) return Outcome<IFileJoin>.Of(Texts["ZIP"]);
        if (head.StartsWith((ReadOnlySpan<byte>)[0x82, (byte)'S', (byte)'N', (byte)'A', (byte)'P', (byte)'P', (byte)'Y'])) return Outcome<IFileJoin>.Of(Texts["Snappy"]);
        var last = extension[Math.Max(0, extension.LastIndexOf('.'))..].ToUpperInvariant();
        if (last == ".SNAPPY") return Outcome<IFileJoin>.Of(Texts["HADOOP_SNAPPY"]);
        return OtherName(last, head) is { } other
            ? Fault.InvalidArgument($"{other} is not joined")
            : Outcome<IFileJoin>.Of(Texts["UNCOMPRESSED"]);
    }

    private static string? OtherName(string extension, ReadOnlySpan<byte> head) => extension switch
    {
        ".PARQUET" or ".ORC" or ".GZ" or ".ZIP" => $"a {extension[1..]} file without the first bytes of one",
        ".AVRO" => "Avro",
        ".BZ2" => "bzip2",
        ".ZST" or ".ZSTD" => "Zstandard",
        ".LZ4" or ".LZO" or ".XZ" or ".BR" or ".DEFLATE" or ".Z" => $"compression {extension[1..]}",
        _ when head.StartsWith("Obj\x01"u8) => "Avro",
        _ when head.StartsWith((ReadOnlySpan<byte>)[0x28, 0xb5, 0x2f, 0xfd]) => "Zstandard",
        _ when head.StartsWith("PARE"u8) => "encrypted Parquet",
        _ => null,
    };
}
