using FsCheck;
using FsCheck.Fluent;
using Hydrant.Formats.Compression.Snappy;

namespace Hydrant.Formats.Tests.Compression.Snappy;

public sealed class SnappyBlockTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void What_is_encoded_is_decoded_by_us_and_by_another()
    {
        Check.One(Many, Prop.ForAll(Samples.Content, content =>
        {
            var block = Encode(content);
            Decode(block).AsSpan().SequenceEqual(content).ShouldBeTrue();
            IronSnappy.Snappy.Decode(block).AsSpan().SequenceEqual(content).ShouldBeTrue();
        }));
    }

    [Fact]
    public void What_another_encodes_is_decoded_by_us()
    {
        Check.One(Many, Prop.ForAll(
            Samples.Content,
            content => Decode(IronSnappy.Snappy.Encode(content)).AsSpan().SequenceEqual(content).ShouldBeTrue()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(200_000)]
    public void Lengths_at_the_edges_survive_with_noise_runs_and_records(int length)
    {
        byte[][] contents = [Samples.Noise(length), new byte[length], Samples.Json(4_000)[..length]];
        foreach (var content in contents)
        {
            var block = Encode(content);
            Decode(block).AsSpan().SequenceEqual(content).ShouldBeTrue();
            IronSnappy.Snappy.Decode(block).AsSpan().SequenceEqual(content).ShouldBeTrue();
        }
    }

    [Fact]
    public void Records_shrink_to_less_than_half_and_noise_grows_hardly()
    {
        var json = Samples.Json(2_000);
        Encode(json).Length.ShouldBeLessThan(json.Length / 2);
        Encode(Samples.Noise(100_000)).Length.ShouldBeLessThan(100_100);
    }

    [Fact]
    public void Random_bytes_are_refused_or_decoded_and_never_throw()
    {
        Check.One(Many, Prop.ForAll(Samples.Content, bytes => DecodesWithin(bytes)));
    }

    [Fact]
    public void A_damaged_block_never_throws_nor_writes_behind_its_output()
    {
        var random = new Random(11);
        for (var round = 0; round < 3_000; round++)
        {
            var block = Encode(Samples.Mixed(round, 20, 80));
            for (var flips = random.Next(1, 4); flips > 0; flips--)
                block[random.Next(block.Length)] = (byte)random.Next(256);
            DecodesWithin(block.AsSpan(0, random.Next(block.Length + 1)).ToArray());
        }
    }

    [Theory]
    [InlineData("", SnappyStatus.BadLength)]
    [InlineData("8080808080", SnappyStatus.BadLength)]
    [InlineData("FFFFFFFF0F", SnappyStatus.BadLength)]
    [InlineData("FFFFFFFFFF01", SnappyStatus.BadLength)]
    [InlineData("65", SnappyStatus.OutputTooSmall)]
    [InlineData("01", SnappyStatus.WrongLength)]
    [InlineData("0204", SnappyStatus.Truncated)]
    [InlineData("020461", SnappyStatus.Truncated)]
    [InlineData("01046162", SnappyStatus.WrongLength)]
    [InlineData("03006162", SnappyStatus.Truncated)]
    [InlineData("01F0", SnappyStatus.Truncated)]
    [InlineData("01FCFFFFFFFF", SnappyStatus.Truncated)]
    [InlineData("04FEFF", SnappyStatus.Truncated)]
    [InlineData("0500610100", SnappyStatus.BadOffset)]
    [InlineData("0500610102", SnappyStatus.BadOffset)]
    [InlineData("040101", SnappyStatus.BadOffset)]
    [InlineData("05006103000000", SnappyStatus.Truncated)]
    [InlineData("05006103" + "00000000", SnappyStatus.BadOffset)]
    [InlineData("02006103FFFFFFFF", SnappyStatus.BadOffset)]
    [InlineData("0400610101", SnappyStatus.WrongLength)]
    public void Each_kind_of_damage_has_its_status(string block, SnappyStatus expected)
    {
        SnappyDecoder.Decode(Convert.FromHexString(block), new byte[100], out var written).ShouldBe(expected);
        written.ShouldBe(0);
    }

    [Theory]
    [InlineData("0500610101", "aaaaa")]
    [InlineData("050461620A0200", "ababa")]
    [InlineData("05006107010000000C626364", null)]
    [InlineData("0500610701000000046263", "aaabc")]
    [InlineData("01F00061", "a")]
    [InlineData("01F4000061", "a")]
    [InlineData("01F800000061", "a")]
    [InlineData("01FC0000000061", "a")]
    public void Elements_no_encoder_needs_are_read_as_the_format_says(string block, string? expected)
    {
        var output = new byte[20];
        var status = SnappyDecoder.Decode(Convert.FromHexString(block), output, out var written);
        if (expected is null) status.ShouldNotBe(SnappyStatus.Ok);
        else System.Text.Encoding.ASCII.GetString(output, 0, written).ShouldBe(expected);
    }

    [Fact]
    public void Output_behind_the_content_stays_as_it_was()
    {
        var content = Samples.Json(5);
        var output = new byte[content.Length + 64];
        output.AsSpan().Fill(0xEE);
        SnappyDecoder.Decode(Encode(content), output, out var written).ShouldBe(SnappyStatus.Ok);
        written.ShouldBe(content.Length);
        output[content.Length..].ShouldAllBe(b => b == 0xEE);
    }

    internal static byte[] Encode(byte[] content)
    {
        var output = new byte[SnappyEncoder.MaxEncodedLength(content.Length)];
        return output[..SnappyEncoder.Encode(content, output)];
    }

    internal static byte[] Decode(ReadOnlySpan<byte> block)
    {
        SnappyDecoder.TryReadLength(block, out var length, out _).ShouldBeTrue();
        var output = new byte[length];
        SnappyDecoder.Decode(block, output, out var written).ShouldBe(SnappyStatus.Ok);
        written.ShouldBe(length);
        return output;
    }

    private static void DecodesWithin(byte[] block)
    {
        var memory = new byte[4_096 + 64];
        memory.AsSpan(4_096).Fill(0xEE);
        var status = SnappyDecoder.Decode(block, memory.AsSpan(0, 4_096), out var written);
        if (status != SnappyStatus.Ok) written.ShouldBe(0);
        written.ShouldBeInRange(0, 4_096);
        memory.AsSpan(4_096).IndexOfAnyExcept((byte)0xEE).ShouldBe(-1);
    }
}
