using System.IO.Compression;
using FsCheck;
using FsCheck.Fluent;
using Hydrant.Formats.Orc;
using Hydrant.Formats.Tests.Compression;

namespace Hydrant.Formats.Tests.Orc;

public sealed class ChunkTests
{
    [Theory]
    [InlineData(OrcCompression.None)]
    [InlineData(OrcCompression.Zlib)]
    [InlineData(OrcCompression.Snappy)]
    public void Content_comes_back_however_it_was_cut_into_writes(OrcCompression compression)
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(Samples.Content, content =>
        {
            var atOnce = Encoded.By(compression, stream => stream.Write(content));
            var inPieces = Encoded.By(compression, stream =>
            {
                foreach (var piece in content.Chunk(777)) stream.Write(piece);
            });
            inPieces.AsSpan().SequenceEqual(atOnce).ShouldBeTrue();
            Decoded(atOnce, compression).AsSpan().SequenceEqual(content).ShouldBeTrue();
        }));
    }

    [Fact]
    public void Chunks_hold_64_KiB_and_noise_stands_as_it_is()
    {
        var bytes = Encoded.By(OrcCompression.Snappy, stream => stream.Write(Samples.Noise(100_000)));
        Header(bytes).ShouldBe((65_536, true));
        Header(bytes[(3 + 65_536)..]).ShouldBe((34_464, true));
        Header(Encoded.By(OrcCompression.Zlib, stream => stream.Write(new byte[1_000]))).Original.ShouldBeFalse();
    }

    [Fact]
    public void A_position_names_the_chunk_and_the_place_in_its_content()
    {
        var positions = new List<ulong>();
        var noise = Samples.Noise(70_000);
        Encoded.By(OrcCompression.Snappy, stream =>
        {
            stream.RecordPosition(positions);
            stream.Write(noise.AsSpan(0, 65_536));
            stream.RecordPosition(positions);
            stream.Write(noise.AsSpan(65_536));
            stream.RecordPosition(positions);
        });
        positions.ShouldBe([0UL, 0, 65_539, 0, 65_539, 4_464]);
    }

    private static (int Length, bool Original) Header(byte[] bytes)
    {
        var header = bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
        return (header >> 1, (header & 1) == 1);
    }

    private static byte[] Decoded(byte[] bytes, OrcCompression compression)
    {
        if (compression == OrcCompression.None) return bytes;
        using var content = new MemoryStream();
        while (bytes.Length > 0)
        {
            var (length, original) = Header(bytes);
            var chunk = bytes[3..(3 + length)];
            content.Write(original ? chunk : compression == OrcCompression.Snappy ? IronSnappy.Snappy.Decode(chunk) : Inflated(chunk));
            bytes = bytes[(3 + length)..];
        }

        return content.ToArray();
    }

    private static byte[] Inflated(byte[] chunk)
    {
        using var inflate = new DeflateStream(new MemoryStream(chunk), CompressionMode.Decompress);
        using var content = new MemoryStream();
        inflate.CopyTo(content);
        return content.ToArray();
    }
}
