using System.Text;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Json;
using Hydrant.Formats.Orc;
using Hydrant.Formats.Orc.Statistics;

namespace Hydrant.Formats.Tests.Orc;

/// <summary>What docs/formats/orc.md says of files; that others read them is shown elsewhere.</summary>
public sealed class OrcFileTests
{
    private const int Data = 1;
    private const int DictionaryData = 3;
    private const int RowIndex = 6;
    private const int BloomFilterUtf8 = 8;

    private static readonly OrcOptions Plain = new() { Compression = OrcCompression.None };

    [Theory]
    [InlineData("v1.snappy.orc", OrcCompression.Snappy, OrcVersion.V012)]
    [InlineData("v1.plain.orc", OrcCompression.None, OrcVersion.V012)]
    [InlineData("v1.hive11.orc", OrcCompression.Snappy, OrcVersion.V011)]
    public async Task Bytes_are_those_of_the_golden_file(string name, OrcCompression compression, OrcVersion version)
    {
        var options = new OrcOptions
        {
            Compression = compression, Version = version, RowIndexStride = 100, BloomFilterColumns = ["id", "place"],
        };

        var bytes = await Tables.AllTypesAsync(options, rows: 350, stripeRows: 200);

        var golden = await File.ReadAllBytesAsync(
            Path.Combine(AppContext.BaseDirectory, "testdata", "orc", name), TestContext.Current.CancellationToken);
        bytes.AsSpan().SequenceEqual(golden).ShouldBeTrue();
    }

    [Theory]
    [InlineData(OrcCompression.None)]
    [InlineData(OrcCompression.Zlib)]
    [InlineData(OrcCompression.Snappy)]
    public async Task Bytes_do_not_tell_how_rows_came_in_batches(OrcCompression compression)
    {
        var options = new OrcOptions { Compression = compression, RowIndexStride = 150, StripeSizeBytes = 20_000 };
        var bytes = await Tables.AllTypesAsync(options, rows: 2_000, batchRows: 1);
        foreach (var rows in new[] { 7, 256, 5_000 })
            (await Tables.AllTypesAsync(options, rows: 2_000, rows)).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_without_rows_has_its_schema_and_no_stripe()
    {
        var file = new PlainOrc(await Tables.AllTypesAsync(Plain, rows: 0));
        file.Stripes.ShouldBeEmpty();
        file.Footer[6].ShouldBe(0);
        file.Footer.Messages(4).Count.ShouldBe(1 + 17 + 2 + 1 + 2);
    }

    [Fact]
    public async Task Stripes_end_at_their_size_and_where_the_caller_wants()
    {
        var bySize = new PlainOrc(await Tables.AllTypesAsync(Plain with { StripeSizeBytes = 30_000 }, rows: 5_000));
        bySize.Stripes.Count.ShouldBeGreaterThan(3);
        foreach (var stripe in bySize.Stripes.SkipLast(1)) stripe[3].ShouldBeInRange(25_000, 60_000);

        var byCaller = new PlainOrc(await Tables.AllTypesAsync(Plain, rows: 1_000, stripeRows: 300));
        byCaller.Stripes.Select(stripe => stripe[5]).ShouldBe([300, 300, 300, 100]);
        byCaller.Metadata.Messages(1).Count.ShouldBe(4);
    }

    [Fact]
    public async Task What_is_held_falls_when_the_stripe_is_ended()
    {
        using var output = new MemoryStream();
        using var writer = new OrcFileWriter(Tables.AllTypes, new OrcOptions(), output);
        using var batch = new ColumnBatch(Tables.AllTypes);
        var reader = JsonColumnReader.OpenX(Tables.AllTypes, new OpenXJsonOptions());
        for (var i = 0; i < 2_000; i++) reader.Add(Encoding.UTF8.GetBytes(Tables.Record(i)), batch).ShouldBeNull();
        await writer.WriteAsync(batch, TestContext.Current.CancellationToken);
        writer.BufferedBytes.ShouldBeGreaterThan(50_000);
        writer.WrittenBytes.ShouldBe(0);

        await writer.FlushRowGroupAsync(TestContext.Current.CancellationToken);

        writer.BufferedBytes.ShouldBe(0);
        writer.WrittenBytes.ShouldBe(output.Length);
        writer.WrittenBytes.ShouldBeGreaterThan(10_000);
    }

    [Fact]
    public async Task Padded_stripes_do_not_cross_blocks()
    {
        const long block = 1_000_000;
        var options = Plain with
        {
            StripeSizeBytes = 200_000, BlockSizeBytes = block, EnablePadding = true, PaddingTolerance = 0.1,
        };
        var records = Enumerable.Range(0, 150_000).Select(i => $"{{\"a\":\"{(uint)i * 2_654_435_761:x8} value {i}\"}}").ToList();
        var stripes = new PlainOrc(await Tables.WriteAsync(Tables.Of("string"), options, records)).Stripes;

        stripes.Count.ShouldBeGreaterThan(10);
        stripes.ShouldAllBe(stripe => stripe[1] / block == (stripe[1] + PlainOrc.Length(stripe) - 1) / block);
        var gaps = stripes.Skip(1).Zip(stripes, (next, stripe) => next[1] - stripe[1] - PlainOrc.Length(stripe)).ToList();
        gaps.ShouldContain(gap => gap > 0);
        gaps.ShouldAllBe(gap => gap >= 0 && gap <= 20_000);

        options = options with { EnablePadding = false };
        var unpadded = new PlainOrc(await Tables.WriteAsync(Tables.Of("string"), options, records)).Stripes;
        unpadded.ShouldContain(stripe => stripe[1] / block < (stripe[1] + PlainOrc.Length(stripe) - 1) / block);
    }

    [Theory]
    [InlineData(0.5, 50, true)]
    [InlineData(0.5, 51, false)]
    [InlineData(0, 1, false)]
    [InlineData(1, 100, true)]
    public async Task A_dictionary_is_written_up_to_the_threshold(double threshold, int distinct, bool isDictionary)
    {
        var records = Enumerable.Range(0, 100).Select(i => $"{{\"a\":\"value {i % distinct}\"}}");
        var file = new PlainOrc(await Tables.WriteAsync(
            Tables.Of("string"), Plain with { DictionaryKeyThreshold = threshold }, records));
        file.StripeFooter(0).Messages(2)[1][1].ShouldBe(isDictionary ? 3 : 2);
        (file.Stream(0, 1, DictionaryData) is not null).ShouldBe(isDictionary);
    }

    [Fact]
    public async Task An_index_entry_tells_where_its_rows_begin_and_what_they_hold()
    {
        var records = Enumerable.Range(0, 250).Select(i => i == 120 ? "{}" : $"{{\"a\":{i * 3}}}");
        var file = new PlainOrc(await Tables.WriteAsync(Tables.Of("int"), Plain with { RowIndexStride = 100 }, records));

        var entries = new Proto(file.Stream(0, 1, RowIndex)!).Messages(1);
        entries.Count.ShouldBe(3);
        var integers = entries.Select(entry => entry.Message(2)).ToList();
        integers.Select(each => each[1]).ShouldBe([100, 99, 50]);
        integers.Select(each => each[10]).ShouldBe([0, 1, 0]);
        integers.Select(each => (each.Message(2)[1] / 2, each.Message(2)[2] / 2)).ShouldBe([(0, 297), (300, 597), (600, 747)]);

        // Of each entry: byte, run and bit of the presence stream, byte and run of the data.
        var data = file.Stream(0, 1, Data)!;
        for (var group = 0; group < 3; group++)
        {
            var positions = entries[group].Packed(1);
            positions.Count.ShouldBe(5);
            positions[2].ShouldBe((ulong)(group * 100 % 8));
            new RunReader(data[(int)positions[3]..]).Version2(signed: true)[0].ShouldBe(group * 300);
        }
    }

    [Fact]
    public async Task A_Bloom_filter_says_yes_to_what_is_there_and_mostly_no_to_what_is_not()
    {
        var options = Plain with { RowIndexStride = 1_000, BloomFilterColumns = ["A"], BloomFilterFalsePositiveProbability = 0.01 };
        var records = Enumerable.Range(0, 1_000).Select(i => $"{{\"a\":\"value {i}\"}}");
        var file = new PlainOrc(await Tables.WriteAsync(Tables.Of("string"), options, records));
        var filter = new Proto(file.Stream(0, 1, BloomFilterUtf8)!).Messages(1).ShouldHaveSingleItem();

        Enumerable.Range(0, 1_000).ShouldAllBe(i => MayHold(filter, $"value {i}"));
        Enumerable.Range(1_000, 10_000).Count(i => MayHold(filter, $"value {i}")).ShouldBeInRange(10, 250);
    }

    private static bool MayHold(Proto filter, string value)
    {
        var bits = filter.Bytes(3);
        var hash = BloomHash.Of(Encoding.UTF8.GetBytes(value));
        for (var i = 1; i <= filter[1]; i++)
        {
            var combined = unchecked((int)hash + (i * (int)(hash >> 32)));
            var at = (combined < 0 ? ~combined : combined) % (bits.Length * 8);
            if ((bits[at / 8] & (1 << (at % 8))) == 0) return false;
        }

        return true;
    }
}
