using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Hydrant.Formats.Compression;
using Hydrant.Formats.Joining;
using Hydrant.Formats.Tests.Compression;

namespace Hydrant.Formats.Tests.Joining;

public sealed class TextJoinTests
{
    public static TheoryData<string> Names => [.. CompressionCatalog.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Joined_texts_have_the_content_of_all_and_no_byte_more(string name)
    {
        var format = CompressionCatalog.Find(name)!;
        var lines = Gen.Choose(0, 5_000).SelectMany(n => Gen.Elements($"{n}\n", $"{{\"n\":{n}}}\n", new string('x', n) + "\n", "\n"));
        var files = lines.ListOf().Select(parts => string.Concat(parts)).NonEmptyListOf();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(files.ToArbitrary(), texts =>
        {
            var stored = texts.Select(text => Compressed(format, text)).ToList();
            var joined = MemoryJoinSource.JoinAsync("", format.ContentEncoding, stored).GetAwaiter().GetResult();
            Encoding.UTF8.GetString(CompressedReaders.Read(name, joined)).ShouldBe(string.Concat(texts));
        }));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Damage_is_said_and_never_becomes_other_content(string name)
    {
        var format = CompressionCatalog.Find(name)!;
        var text = string.Concat(Enumerable.Range(0, 4_000).Select(n => $"{{\"n\":{n * 7919}}}\n"));
        var stored = Compressed(format, text);
        var join = FileJoins.Of("", format.ContentEncoding, stored.AsSpan(0, 8)).Value;
        var random = new Random(3);
        for (var i = 0; i < 300; i++)
        {
            // The Snappy framings have no checksum: of them only what is cut off must be seen.
            var bent = (byte[])stored.Clone();
            if (i % 2 == 0 || name is "Snappy" or "HADOOP_SNAPPY") bent = stored[..random.Next(1, stored.Length - 1)];
            else bent[random.Next(30, stored.Length)] ^= 1;
            var facts = await join.InspectAsync(new MemoryJoinSource("bent", bent), CancellationToken.None);
            if (format.ContentEncoding is null || !facts.Ok) continue;
            facts.Value.ContentBytes.ShouldBeLessThanOrEqualTo(text.Length, $"{i}");
            if (name is "GZIP" or "ZIP") facts.Value.ContentBytes.ShouldBe(text.Length, $"{i}");
        }
    }

    [Theory]
    [InlineData("a\nb\n", "lines")]
    [InlineData("", "lines")]
    [InlineData("{\"a\":1}{\"b\":2}", "objects")]
    [InlineData("{}", "objects")]
    [InlineData("a\nb", null)]
    [InlineData("{\"a\":1}\n{\"b\":2}", null)]
    [InlineData("1,2", null)]
    [InlineData("a\0b\n", null)]
    [InlineData("\ufeffa\n", null)]
    public async Task Texts_are_joined_only_where_that_cannot_glue_two_records(string text, string? kind)
    {
        var join = FileJoins.Of("", null, []).Value;
        var facts = await join.InspectAsync(new MemoryJoinSource("text", Encoding.UTF8.GetBytes(text)), CancellationToken.None);
        facts.Ok.ShouldBe(kind is not null);
        if (kind is not null) facts.Value.Kind.ShouldBe($"UNCOMPRESSED {kind}");
    }

    [Theory]
    [InlineData(".bz2", null)]
    [InlineData(".lz4", null)]
    [InlineData(".parquet", null)]
    [InlineData(".avro", null)]
    [InlineData("", "br")]
    public void What_is_not_known_is_refused_by_name(string extension, string? encoding) =>
        FileJoins.Of(extension, encoding, "abcdefgh"u8).Fault.Message.ShouldContain(encoding ?? extension[(extension.LastIndexOf('.') + 1)..][..2], Case.Insensitive);

    private static byte[] Compressed(ICompressionFormat format, string text)
    {
        var output = new ArrayBufferWriter<byte>();
        using var compressor = format.Start(MemoryJoinSource.Seed);
        compressor.Write(Encoding.UTF8.GetBytes(text), output);
        compressor.Finish(output);
        return output.WrittenSpan.ToArray();
    }
}
