using System.IO.Compression;
using Hydrant.Formats.Compression.Snappy;

namespace Hydrant.Formats.Orc.Joining;

/// <summary>Decompresses footers and metadata: chunks behind headers of three bytes (docs/formats/orc.md).</summary>
internal static class OrcChunks
{
    private const int HeaderBytes = 3;
    private const int MaxContentBytes = 32 * 1024 * 1024;

    /// <exception cref="InvalidDataException">A chunk is damaged, or the content has more than 32 MiB.</exception>
    public static ReadOnlyMemory<byte> Content(byte[] bytes, OrcCompression compression, int chunkBytes)
    {
        if (compression == OrcCompression.None) return bytes;
        using var content = new MemoryStream();
        var chunk = new byte[chunkBytes];
        for (var at = 0; at < bytes.Length;)
        {
            if (bytes.Length - at < HeaderBytes) throw new InvalidDataException("a chunk of its tail has no header");
            var header = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
            at += HeaderBytes;
            var length = header >> 1;
            if (length > bytes.Length - at) throw new InvalidDataException("a chunk of its tail ends early");
            if ((header & 1) == 1) content.Write(bytes, at, length);
            else content.Write(chunk, 0, Decompress(bytes, at, length, compression, chunk));
            at += length;
            if (content.Length > MaxContentBytes) throw new InvalidDataException($"its tail has more than {MaxContentBytes} bytes");
        }

        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }

    private static int Decompress(byte[] bytes, int at, int length, OrcCompression compression, byte[] chunk)
    {
        if (compression == OrcCompression.Snappy)
        {
            var status = SnappyDecoder.Decode(bytes.AsSpan(at, length), chunk, out var written);
            return status == SnappyStatus.Ok ? written : throw new InvalidDataException($"a chunk of its tail is damaged: {status}");
        }

        using var inflate = new DeflateStream(new MemoryStream(bytes, at, length), CompressionMode.Decompress);
        var read = inflate.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false);
        return inflate.ReadByte() < 0 ? read : throw new InvalidDataException("a chunk of its tail is longer than it may be");
    }
}
