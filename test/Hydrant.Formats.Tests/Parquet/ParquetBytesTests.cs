using System.Buffers.Binary;
using System.Text;
using Hydrant.Formats.Parquet;
using Hydrant.Formats.Parquet.Leaves;
using Hydrant.Formats.Tests.Columns;

namespace Hydrant.Formats.Tests.Parquet;

/// <summary>docs/formats/parquet.md, byte for byte.</summary>
public sealed class ParquetBytesTests
{
    [Theory]
    [InlineData("v1.plain.parquet", ParquetWriterVersion.V1, ParquetCompression.Uncompressed, false)]
    [InlineData("v1.snappy.parquet", ParquetWriterVersion.V1, ParquetCompression.Snappy, true)]
    [InlineData("v1.pages2.parquet", ParquetWriterVersion.V2, ParquetCompression.Snappy, true)]
    public async Task Files_are_written_as_they_always_were(
        string name, ParquetWriterVersion version, ParquetCompression compression, bool dictionary)
    {
        var options = new ParquetOptions
        {
            WriterVersion = version,
            Compression = compression,
            EnableDictionaryCompression = dictionary,
            BloomFilterColumns = ["text", "p.key_value.key"],
            PageSizeBytes = 1_000,
        };
        var written = await ParquetSamples.WriteAsync(options, rows: 300, batchRows: 120);
        var golden = Path.Combine(AppContext.BaseDirectory, "testdata", "parquet", name);
        if (Environment.GetEnvironmentVariable("HYDRANT_WRITE_GOLDEN") is { } folder) 
            await File.WriteAllBytesAsync(Path.Combine(folder, name), written);
        var expected = await File.ReadAllBytesAsync(golden);
        written.AsSpan().SequenceEqual(expected).ShouldBeTrue();
    }

    [Theory]
    [InlineData(ParquetCompression.Uncompressed)]
    [InlineData(ParquetCompression.Snappy)]
    [InlineData(ParquetCompression.Gzip)]
    [InlineData(ParquetCompression.Zstd)]
    public async Task The_same_batches_give_the_same_bytes(ParquetCompression compression)
    {
        var options = new ParquetOptions { Compression = compression, BlockSizeBytes = 40_000, PageSizeBytes = 900, MaxPaddingBytes = 9_000 };
        var once = await ParquetSamples.WriteAsync(options, 2_000, 77);
        var again = await ParquetSamples.WriteAsync(options, 2_000, 77);
        again.ShouldBe(once);
    }

    [Fact]
    public async Task A_file_without_rows_has_a_schema_and_nothing_else()
    {
        var bytes = await ParquetSamples.WriteAsync(new ParquetOptions(), 0, 1);
        bytes[..4].ShouldBe("PAR1"u8.ToArray());
        bytes[^4..].ShouldBe("PAR1"u8.ToArray());
        (BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(bytes.Length - 8)) + 12).ShouldBe(bytes.Length);
        Encoding.ASCII.GetString(bytes).ShouldContain("hydrant version");
    }

    [Fact]
    public async Task An_early_row_group_makes_the_memory_small()
    {
        using var output = new MemoryStream();
        using var writer = ParquetFileWriter.Create(output, ParquetSamples.Schema, new ParquetOptions()).Value;
        using var batch = ParquetSamples.Batch(0, 500);
        await writer.WriteAsync(batch, TestContext.Current.CancellationToken);
        writer.BufferedBytes.ShouldBeGreaterThan(5_000);
        output.Length.ShouldBe(0);
        await writer.FlushRowGroupAsync(TestContext.Current.CancellationToken);
        writer.BufferedBytes.ShouldBe(0);
        output.Length.ShouldBe(writer.WrittenBytes);
        output.Length.ShouldBeGreaterThan(5_000);
    }

    [Fact]
    public async Task A_row_group_that_would_begin_shortly_before_a_block_begins_there()
    {
        var options = new ParquetOptions { BlockSizeBytes = 64 * 1024, MaxPaddingBytes = 64 * 1024 - 4 };
        var bytes = await ParquetSamples.WriteAsync(options, 200, 100, flushes: true);

        // The first one begins behind the magic: 65,532 bytes before the block, which is not more than may be padded.
        bytes.AsSpan(4, 65_532).ContainsAnyExcept((byte)0).ShouldBeFalse();
        bytes[65_536].ShouldNotBe((byte)0);
        bytes.Length.ShouldBeGreaterThan(2 * 65_536);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Refused(new ParquetOptions { BlockSizeBytes = 0 }).ShouldContain("BlockSizeBytes");
        Refused(new ParquetOptions { PageSizeBytes = 0 }).ShouldContain("PageSizeBytes");
        Refused(new ParquetOptions { MaxPaddingBytes = -1 }).ShouldContain("MaxPaddingBytes");
        Refused(new ParquetOptions { BloomFilterFalsePositiveProbability = 1 }).ShouldContain("probability");
        Refused(new ParquetOptions { BloomFilterColumns = ["st"] }).ShouldBe("No column 'st' can have a bloom filter");
    }

    [Theory]
    [InlineData(0L, 0, "0000000000000000" + "8C3D2500")]
    [InlineData(-1L, 999_999_999, "FFFF4E91944E0000" + "8B3D2500")]
    [InlineData(1_709_251_199L, 1, "0136B455944E0000" + "D28A2500")]
    public void A_timestamp_is_nanoseconds_of_a_day_and_its_Julian_number(long seconds, int nanos, string bytes)
    {
        var output = new byte[Int96.Length];
        Int96.Write([seconds], [nanos], output);
        Convert.ToHexString(output).ShouldBe(bytes);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(9, 4)]
    [InlineData(18, 8)]
    [InlineData(19, 9)]
    [InlineData(38, 16)]
    public void A_decimal_takes_as_few_bytes_as_its_digits_need(int precision, int length) =>
        LeafShape.DecimalLength(precision).ShouldBe(length);

    private static string Refused(ParquetOptions options) =>
        ParquetFileWriter.Create(Stream.Null, Rendered.Schema("a int, st struct<x:int>"), options).Fault.Message;
}
