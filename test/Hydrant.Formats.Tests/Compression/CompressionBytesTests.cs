using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Hydrant.Formats.Compression;
using Hydrant.Formats.Compression.Zip;

namespace Hydrant.Formats.Tests.Compression;

/// <summary>The layouts of docs/formats/compression.md, byte for byte.</summary>
public sealed class CompressionBytesTests
{
    // Content of the golden files.
    private static readonly byte[] Golden = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 3_000).Select(
        id => $"{{\"id\":{id},\"sector\":\"ENERGY\",\"up\":{(id % 3 == 0 ? "true" : "false")}}}\n")));

    [Fact]
    public void Snappy_is_header_length_and_block()
    {
        // Twelve bytes are too few to search in: one literal. Of twenty-four, three are literal and the rest a copy.
        Hex("Snappy", "abcabcabcabc").ShouldBe("82534E4150505900" + "00000001" + "00000001" + "0000000E"
            + "0C2C" + "616263616263616263616263");
        Hex("Snappy", "abcabcabcabcabcabcabcabc").ShouldBe("82534E4150505900" + "00000001" + "00000001" + "00000008"
            + "18" + "08616263" + "5203" + "00");
        Hex("Snappy", "").ShouldBe("82534E4150505900" + "00000001" + "00000001");
    }

    [Fact]
    public void Hadoop_snappy_is_both_lengths_and_block()
    {
        Hex("HADOOP_SNAPPY", "abcabcabc").ShouldBe("00000009" + "0000000B" + "0920" + "616263616263616263");
        Hex("HADOOP_SNAPPY", "").ShouldBe("");
    }

    [Fact]
    public void Snappy_cuts_at_32_KiB_and_hadoop_at_192_KiB()
    {
        var content = Samples.Noise(192 * 1024 + 5);
        var snappy = CompressionFormatTests.Compress("Snappy", content).AsSpan(16);
        var lengths = new List<int>();
        while (!snappy.IsEmpty)
        {
            var block = BinaryPrimitives.ReadInt32BigEndian(snappy);
            lengths.Add(IronSnappy.Snappy.Decode(snappy.Slice(4, block)).Length);
            snappy = snappy[(4 + block)..];
        }

        lengths.ShouldBe([32_768, 32_768, 32_768, 32_768, 32_768, 32_768, 5]);

        var hadoop = CompressionFormatTests.Compress("HADOOP_SNAPPY", content);
        BinaryPrimitives.ReadInt32BigEndian(hadoop).ShouldBe(196_608);
        var next = 8 + BinaryPrimitives.ReadInt32BigEndian(hadoop.AsSpan(4));
        BinaryPrimitives.ReadInt32BigEndian(hadoop.AsSpan(next)).ShouldBe(5);
    }

    [Fact]
    public void Gzip_names_neither_file_nor_time()
    {
        foreach (var text in (string[])["", "abcabcabc"])
        {
            var bytes = CompressionFormatTests.Compress("GZIP", Encoding.ASCII.GetBytes(text));
            Convert.ToHexString(bytes.AsSpan(0, 8)).ShouldBe("1F8B080000000000");
            BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(^4)).ShouldBe(text.Length);
        }
    }

    [Fact]
    public void Zip_without_content_is_exactly_these_bytes()
    {
        const string Name = "30663866616435622D643963622D343639662D613136352D373038363737323839353065";
        const string Common = "1400" + "0800" + "0800" + "A470" + "ED5C"; // 14:05:08 on 2026-07-13, UTC
        Hex("ZIP", "").ShouldBe(
            "504B0304" + Common + "000000000000000000000000" + "2400" + "0000" + Name
            + "0300"
            + "504B0708" + "00000000" + "02000000" + "00000000"
            + "504B0102" + "1400" + Common + "00000000" + "02000000" + "00000000" + "2400" + "000000000000"
            + "0000" + "00000000" + "00000000" + Name
            + "504B0506" + "00000000" + "01000100" + "52000000" + "54000000" + "0000");
    }

    [Fact]
    public void A_zip_entry_has_name_time_size_and_checksum()
    {
        var bytes = CompressionFormatTests.Compress("ZIP", Golden);
        using var archive = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        var entry = archive.Entries.ShouldHaveSingleItem();
        entry.FullName.ShouldBe("0f8fad5b-d9cb-469f-a165-70867728950e");
        entry.LastWriteTime.DateTime.ShouldBe(new DateTime(2026, 7, 13, 14, 5, 8));
        entry.Length.ShouldBe(Golden.Length);
        var crc = new Crc32();
        crc.Append(Golden);
        entry.Crc32.ShouldBe(crc.Value);
    }

    [Theory]
    [InlineData(1970, 1980)]
    [InlineData(2026, 2026)]
    [InlineData(2300, 2107)]
    public void A_zip_time_is_moved_into_what_the_format_can_say(int year, int expected)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        var time = new DateTimeOffset(year, 5, 6, 7, 8, 9, TimeSpan.Zero);
        using var zip = CompressionCatalog.Find("ZIP")!.Start(new CompressionSeed(Guid.Empty, time));
        zip.Finish(output);
        using var archive = new ZipArchive(new MemoryStream(output.WrittenSpan.ToArray()), ZipArchiveMode.Read);
        archive.Entries[0].LastWriteTime.Year.ShouldBe(expected);
    }

    [Fact]
    public void The_checksum_is_the_published_one_however_it_is_cut()
    {
        var whole = new Crc32();
        whole.Append("123456789"u8);
        whole.Value.ShouldBe(0xCBF43926u);

        var content = Samples.Noise(1_000);
        var once = new Crc32();
        once.Append(content);
        var cut = new Crc32();
        foreach (var piece in content.Chunk(7)) cut.Append(piece);
        cut.Value.ShouldBe(once.Value);
    }

    [Theory]
    [InlineData("Snappy", "v1.snappy.bin")]
    [InlineData("HADOOP_SNAPPY", "v1.hadoop-snappy.bin")]
    public void The_golden_file_is_what_we_write_and_read(string name, string file)
    {
        var golden = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "testdata", "compression", file));
        CompressedReaders.Read(name, golden).AsSpan().SequenceEqual(Golden).ShouldBeTrue();
        CompressionFormatTests.Compress(name, Golden).AsSpan().SequenceEqual(golden).ShouldBeTrue();
    }

    [Fact]
    public void The_golden_archive_is_read_and_its_header_is_what_we_write()
    {
        // The deflated data may differ with the runtime's library; what is ours may not.
        var golden = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "testdata", "compression", "v1.zip.bin"));
        CompressedReaders.Read("ZIP", golden).AsSpan().SequenceEqual(Golden).ShouldBeTrue();
        CompressionFormatTests.Compress("ZIP", Golden).AsSpan(0, 66).SequenceEqual(golden.AsSpan(0, 66)).ShouldBeTrue();
    }

    private static string Hex(string name, string content) =>
        Convert.ToHexString(CompressionFormatTests.Compress(name, Encoding.ASCII.GetBytes(content)));
}
