using System.Globalization;
using System.Text;
using Hydrant.Core;

namespace Hydrant.Storage.Local;

/// <summary>
/// The bytes of a file that keeps an object's metadata: lines of UTF-8, the last one a checksum of those before it.
/// Normative: docs/formats/object-metadata.md.
/// <code>
/// hydrant object metadata 1
/// content-type: text/csv
/// content-encoding: gzip        not there when the object has none
/// crc32c: 0f1e2d3c
/// </code>
/// </summary>
internal static class ObjectMetadataFile
{
    /// <summary>What an object has that was stored without a file of this kind.</summary>
    public static readonly ObjectMetadata Default = new("application/octet-stream", ContentEncoding: null);

    private const string Title = "hydrant object metadata 1\n";
    private const string ContentType = "content-type: ";
    private const string ContentEncoding = "content-encoding: ";
    private const string Crc = "crc32c: ";

    public static byte[] Encode(ObjectMetadata metadata)
    {
        Invariant.That(!metadata.ContentType.Contains('\n') && metadata.ContentEncoding?.Contains('\n') != true);
        var text = $"{Title}{ContentType}{metadata.ContentType}\n";
        if (metadata.ContentEncoding is { } encoding) text += $"{ContentEncoding}{encoding}\n";
        return Encoding.UTF8.GetBytes(text + CrcLine(text));
    }

    /// <summary>Null when these are not bytes that <see cref="Encode"/> wrote.</summary>
    public static ObjectMetadata? Decode(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var end = text.LastIndexOf(Crc, StringComparison.Ordinal);
        if (end < 0 || text[end..] != CrcLine(text[..end])) return null;
        if (!text.StartsWith(Title + ContentType, StringComparison.Ordinal)) return null;

        var lines = text[Title.Length..end].Split('\n');
        var encoding = lines[1].Length == 0 ? null : lines[1][ContentEncoding.Length..];
        return new ObjectMetadata(lines[0][ContentType.Length..], encoding);
    }

    private static string CrcLine(string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{Crc}{Checksum.Crc32C(Encoding.UTF8.GetBytes(text)):x8}\n");
}
