using Hydrant.Formats.Compression.Gzip;
using Hydrant.Formats.Compression.HadoopSnappy;
using Hydrant.Formats.Compression.None;
using Hydrant.Formats.Compression.Snappy;
using Hydrant.Formats.Compression.Zip;

namespace Hydrant.Formats.Compression;

/// <summary>The compression formats a delivery stream can name. A new one is a folder and a line here.</summary>
public static class CompressionCatalog
{
    /// <summary>Every format, in the order in which the service prints the set.</summary>
    public static IReadOnlyList<ICompressionFormat> All { get; } =
    [
        new ZipFormat(),
        new HadoopSnappyFormat(),
        new SnappyFormat(),
        new GzipFormat(),
        new UncompressedFormat(),
    ];

    /// <summary>The format of exactly this name (<c>SNAPPY</c> is not <c>Snappy</c>), or null.</summary>
    public static ICompressionFormat? Find(string name)
    {
        foreach (var format in All)
        {
            if (string.Equals(format.Name, name, StringComparison.Ordinal)) return format;
        }

        return null;
    }
}
