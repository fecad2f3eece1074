using System.IO.Compression;
using Hydrant.Core;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Compression;
using Hydrant.Formats.Compression.Snappy;

namespace Hydrant.Formats.Parquet.Codecs;

/// <summary>The codec that an option stands for.</summary>
internal static class PageCodecs
{
    public static Outcome<IPageCodec> Open(ParquetCompression compression) => compression switch
    {
        ParquetCompression.Uncompressed => new UncompressedPages(),
        ParquetCompression.Snappy => new SnappyPages(),
        ParquetCompression.Gzip => new GzipPages(),
        ParquetCompression.Zstd when ZstdPages.IsAvailable => new ZstdPages(),
        ParquetCompression.Zstd => Fault.Unavailable(
            $"ZSTD needs the library {ZstdPages.Library}, which this machine does not have; "
            + "install it (Debian: libzstd1) or choose another compression"),
        _ => Fault.InvalidArgument($"{compression} is no compression of Parquet"),
    };

    private sealed class UncompressedPages : IPageCodec
    {
        public int Code => 0;

        public void Compress(ReadOnlySpan<byte> page, ByteBuffer output) => output.Add(page);

        public void Dispose()
        {
        }
    }

    private sealed class SnappyPages : IPageCodec
    {
        public int Code => 1;

        public void Compress(ReadOnlySpan<byte> page, ByteBuffer output) =>
            output.Advance(SnappyEncoder.Encode(page, output.Room(SnappyEncoder.MaxEncodedLength(page.Length))));

        public void Dispose()
        {
        }
    }

    private sealed class GzipPages : IPageCodec
    {
        public int Code => 2;

        public void Compress(ReadOnlySpan<byte> page, ByteBuffer output)
        {
            using var sink = new BufferWriterStream { Output = output };
            using var gzip = new GZipStream(sink, CompressionLevel.Optimal);
            gzip.Write(page);
        }

        public void Dispose()
        {
        }
    }
}
