using System.Buffers;
using Hydrant.Core;
using Hydrant.Formats.Compression;

namespace Hydrant.Formats.Tests.Compression;

/// <summary>What every format of the catalogue must keep.</summary>
public sealed class CompressionFormatTests
{
    internal static readonly CompressionSeed Seed = new(
        new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"),
        new DateTimeOffset(2026, 7, 13, 16, 5, 9, TimeSpan.FromHours(2)));

    public static TheoryData<string> Names => [.. CompressionCatalog.All.Select(format => format.Name)];

    [Fact]
    public void The_catalogue_is_the_set_of_the_service_in_its_order()
    {
        CompressionCatalog.All.Select(format => (format.Name, format.Extension, format.ContentEncoding)).ShouldBe(
        [
            ("ZIP", ".zip", "zip"),
            ("HADOOP_SNAPPY", ".snappy", "hadoop-snappy"),
            ("Snappy", ".snappy", "snappy-java"),
            ("GZIP", ".gz", "gzip"),
            ("UNCOMPRESSED", "", null),
        ]);
    }

    [Fact]
    public void A_name_in_other_letters_is_unknown()
    {
        CompressionCatalog.Find("Snappy").ShouldNotBeNull().Name.ShouldBe("Snappy");
        CompressionCatalog.Find("SNAPPY").ShouldBeNull();
        CompressionCatalog.Find("").ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Another_reader_gets_the_content_back(string name)
    {
        foreach (var content in Contents())
            CompressedReaders.Read(name, Compress(name, content)).AsSpan().SequenceEqual(content).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_content_makes_a_readable_object(string name)
    {
        CompressedReaders.Read(name, Compress(name, [])).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_size_of_the_writes_does_not_show_in_the_bytes(string name)
    {
        var content = Samples.Json(9_000);
        content.Length.ShouldBeGreaterThan(3 * 192 * 1024);
        var whole = Compress(name, content);
        foreach (var piece in (int[])[97, 4_096, 32_768, 32_769, 200_000])
            Compress(name, content, piece).AsSpan().SequenceEqual(whole).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_bytes_also_after_other_objects(string name)
    {
        var content = Samples.Json(3_000);
        var first = Compress(name, content);
        Compress(name, Samples.Noise(300_000));
        Compress(name, content).AsSpan().SequenceEqual(first).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_abandoned_object_writes_nothing_more(string name)
    {
        var output = new ArrayBufferWriter<byte>();
        var compressor = CompressionCatalog.Find(name)!.Start(Seed);
        compressor.Write(Samples.Json(5_000), output);
        var written = output.WrittenCount;
        compressor.Dispose();
        compressor.Dispose();
        output.WrittenCount.ShouldBe(written);
    }

    [Theory]
    [InlineData("GZIP")]
    [InlineData("ZIP")]
    [InlineData("Snappy")]
    [InlineData("HADOOP_SNAPPY")]
    public void A_second_end_is_our_mistake(string name)
    {
        var output = new ArrayBufferWriter<byte>();
        using var compressor = CompressionCatalog.Find(name)!.Start(Seed);
        compressor.Finish(output);
        Should.Throw<InvariantException>(() => compressor.Finish(output));
        Should.Throw<InvariantException>(() => compressor.Write("late"u8, output));
    }

    [Theory]
    [InlineData("GZIP")]
    [InlineData("ZIP")]
    [InlineData("Snappy")]
    [InlineData("HADOOP_SNAPPY")]
    public void Records_come_out_before_the_end_so_memory_is_bounded(string name)
    {
        var output = new ArrayBufferWriter<byte>();
        using var compressor = CompressionCatalog.Find(name)!.Start(Seed);
        var noise = Samples.Noise(50_000);
        for (var i = 0; i < 40; i++) compressor.Write(noise, output);
        var before = output.WrittenCount;
        compressor.Finish(output);
        (output.WrittenCount - before).ShouldBeLessThan(300 * 1024);
    }

    internal static byte[] Compress(string name, byte[] content, int piece = int.MaxValue)
    {
        var output = new ArrayBufferWriter<byte>();
        using var compressor = CompressionCatalog.Find(name).ShouldNotBeNull().Start(Seed);
        for (var at = 0; at < content.Length; at += Math.Min(piece, content.Length - at))
            compressor.Write(content.AsSpan(at, Math.Min(piece, content.Length - at)), output);
        compressor.Finish(output);
        return output.WrittenSpan.ToArray();
    }

    private static IEnumerable<byte[]> Contents()
    {
        yield return "abcabcabc"u8.ToArray();
        foreach (var length in (int[])[1, 32_767, 32_768, 32_769, 196_608, 196_609, 500_000])
            yield return Samples.Noise(length);
        yield return new byte[400_000];
        yield return Samples.Json(9_000);
    }
}
