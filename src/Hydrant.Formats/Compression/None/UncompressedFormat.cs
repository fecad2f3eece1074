using System.Buffers;

namespace Hydrant.Formats.Compression.None;

/// <summary>The content as it is.</summary>
internal sealed class UncompressedFormat : ICompressionFormat
{
    public string Name => "UNCOMPRESSED";

    public string Extension => "";

    public string? ContentEncoding => null;

    public ICompressor Start(CompressionSeed seed) => new Uncompressed();

    public Stream Open(Stream stored) => stored;

    private sealed class Uncompressed : ICompressor
    {
        public void Write(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output) => output.Write(bytes);

        public void Finish(IBufferWriter<byte> output)
        {
        }

        public void Dispose()
        {
        }
    }
}
