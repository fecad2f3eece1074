using System.Buffers;
using System.IO.Compression;
using Hydrant.Formats.Compression;
using Hydrant.Formats.Compression.Snappy;

namespace Hydrant.Formats.Orc.Streams;

/// <summary>
/// Writes chunks: a header of three bytes, little-endian, which is the length times two, plus one when the chunk did
/// not become smaller and stands as it was; then the bytes. Without compression there are no headers.
/// </summary>
internal sealed class ChunkCompressor(OrcCompression kind)
{
    /// <summary>
    /// The most bytes of content in a chunk; the header could say 8 MiB - 1. A Snappy match reaches no further.
    /// </summary>
    public const int ChunkSize = 64 * 1024;

    public OrcCompression Kind => kind;

    public void Write(ReadOnlySpan<byte> chunk, SegmentedBuffer output)
    {
        if (kind == OrcCompression.None)
        {
            output.Write(chunk);
            return;
        }

        var scratch = ArrayPool<byte>.Shared.Rent(SnappyEncoder.MaxEncodedLength(chunk.Length));
        var length = kind == OrcCompression.Snappy ? SnappyEncoder.Encode(chunk, scratch) : Deflate(chunk, scratch);
        var compressed = scratch.AsSpan(0, length);
        if (length < chunk.Length) WriteHeader(length, original: false, output);
        else WriteHeader(chunk.Length, original: true, output);
        output.Write(length < chunk.Length ? compressed : chunk);
        ArrayPool<byte>.Shared.Return(scratch);
    }

    private static void WriteHeader(int length, bool original, SegmentedBuffer output)
    {
        var header = (length << 1) | (original ? 1 : 0);
        output.Write([(byte)header, (byte)(header >> 8), (byte)(header >> 16)]);
    }

    // Deflate's worst case is a few bytes for each 16 KiB, well within Snappy's.
    private static int Deflate(ReadOnlySpan<byte> chunk, byte[] scratch)
    {
        using var sink = new MemoryStream(scratch);
        using (var deflate = new DeflateStream(sink, DeflateWriter.Level, leaveOpen: true)) deflate.Write(chunk);
        return (int)sink.Position;
    }
}
