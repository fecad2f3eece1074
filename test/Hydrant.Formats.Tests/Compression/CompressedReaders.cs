using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Hydrant.Formats.Tests.Compression;

/// <summary>Reads each format with code that is not ours, or with no more than the format's description.</summary>
internal static class CompressedReaders
{
    public static byte[] Read(string format, byte[] bytes) => format switch
    {
        "GZIP" => Gunzip(bytes),
        "ZIP" => Unzip(bytes),
        "Snappy" => ReadBlocks(bytes.AsSpan(16), withContentLength: false),
        "HADOOP_SNAPPY" => ReadBlocks(bytes, withContentLength: true),
        "UNCOMPRESSED" => bytes,
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    private static byte[] Gunzip(byte[] bytes)
    {
        // The framework takes zero bytes for an empty file; other readers do not.
        bytes.Length.ShouldBeGreaterThanOrEqualTo(20);
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        return ReadAll(gzip);
    }

    private static byte[] Unzip(byte[] bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        using var entry = archive.Entries.ShouldHaveSingleItem().Open();
        return ReadAll(entry);
    }

    private static byte[] ReadBlocks(ReadOnlySpan<byte> bytes, bool withContentLength)
    {
        var content = new List<byte>();
        while (!bytes.IsEmpty)
        {
            var expected = withContentLength ? BinaryPrimitives.ReadInt32BigEndian(bytes) : -1;
            if (withContentLength) bytes = bytes[4..];
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes);
            var block = IronSnappy.Snappy.Decode(bytes.Slice(4, length));
            if (withContentLength) block.Length.ShouldBe(expected);
            block.Length.ShouldBeInRange(1, withContentLength ? 192 * 1024 : 32 * 1024);
            content.AddRange(block);
            bytes = bytes[(4 + length)..];
        }

        return CollectionsMarshal.AsSpan(content).ToArray();
    }

    private static byte[] ReadAll(Stream stream)
    {
        var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
