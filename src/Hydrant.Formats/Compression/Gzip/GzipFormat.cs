using System.Buffers;
using System.IO.Compression;

namespace Hydrant.Formats.Compression.Gzip;

/// <summary>One gzip member (RFC 1952) without name or time. docs/formats/compression.md</summary>
internal sealed class GzipFormat : ICompressionFormat
{
    // Header of ten bytes, an empty final deflate block, CRC-32 and length zero.
    private static readonly byte[] Empty =
        [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x03, 0x00, 0, 0, 0, 0, 0, 0, 0, 0];

    public string Name => "GZIP";

    public string Extension => ".gz";

    public string? ContentEncoding => "gzip";

    public ICompressor Start(CompressionSeed seed) => new Gzip();

    public Stream Open(Stream stored) => new GZipStream(stored, CompressionMode.Decompress);

    private sealed class Gzip : ICompressor
    {
        private readonly DeflateWriter _deflate = new(
            sink => new GZipStream(sink, DeflateWriter.Level, leaveOpen: true), Empty);

        public void Write(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output) => _deflate.Write(bytes, output);

        public void Finish(IBufferWriter<byte> output) => _deflate.Finish(output);

        public void Dispose() => _deflate.Dispose();
    }
}
