using System.Text;
using Hydrant.Api.Tests.Protocols;

namespace Hydrant.Api.Tests.Allocation;

/// <summary>
/// What a request allocates may not grow with its records: two sizes of the same request, and the difference between them
/// for each record more. One object for each would be 24 bytes at least.
/// </summary>
[Collection(nameof(AloneInTheProcess))]
public sealed class RecordAllocationTests
{
    // Lists of what is found for a frame grow with the hundreds of records that a frame has.
    private const double MostPerRecord = 2;

    [Theory]
    [InlineData("json", false)]
    [InlineData("cbor", false)]
    [InlineData("json", true)]
    [InlineData("cbor", true)]
    public async Task PutRecords_allocates_nothing_for_a_record(string encoding, bool hasHashKeys)
    {
        await using var world = await DiskWorld.OpenAsync();
        await world.CreateAsync("s", shards: 4);
        var (few, many) = (Encode(encoding, PutRecords(100, hasHashKeys)), Encode(encoding, PutRecords(500, hasHashKeys)));

        // The first pass is for the compiler and the pools.
        var perRecord = 0.0;
        for (var pass = 0; pass < 2; pass++)
        {
            var ofFew = await world.AllocatedByAsync("PutRecords", encoding, few);
            var ofMany = await world.AllocatedByAsync("PutRecords", encoding, many);
            perRecord = (ofMany - ofFew) / 400.0;
            TestContext.Current.TestOutputHelper?.WriteLine($"100 records: {ofFew} bytes, 500: {ofMany}, each: {perRecord:0.00}");
        }

        perRecord.ShouldBeLessThan(MostPerRecord);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("cbor")]
    public async Task GetRecords_allocates_nothing_for_a_record(string encoding)
    {
        await using var world = await DiskWorld.OpenAsync();
        await world.CreateAsync("s", shards: 1);
        var put = PutRecords(500, hasHashKeys: false);
        for (var i = 0; i < 20; i++) await world.AskAsync("PutRecords", put);
        var iterator = (await world.AskAsync(
            "GetShardIterator", """{"StreamName":"s","ShardId":"0","ShardIteratorType":"TRIM_HORIZON"}"""))["ShardIterator"];
        (await world.AskAsync("GetRecords", $$"""{"ShardIterator":"{{iterator}}"}"""))["Records"]!.AsArray().Count.ShouldBe(10_000);
        var few = Encode(encoding, $$"""{"ShardIterator":"{{iterator}}","Limit":1000}""");
        var many = Encode(encoding, $$"""{"ShardIterator":"{{iterator}}","Limit":10000}""");

        var perRecord = 0.0;
        for (var pass = 0; pass < 2; pass++)
        {
            var ofFew = await world.AllocatedByAsync("GetRecords", encoding, few);
            var ofMany = await world.AllocatedByAsync("GetRecords", encoding, many);
            perRecord = (ofMany - ofFew) / 9_000.0;
            TestContext.Current.TestOutputHelper?.WriteLine($"1,000 records: {ofFew} bytes, 10,000: {ofMany}, each: {perRecord:0.00}");
        }

        perRecord.ShouldBeLessThan(MostPerRecord);
    }

    private static byte[] Encode(string encoding, string json) =>
        encoding == "json" ? Encoding.UTF8.GetBytes(json) : CborJson.Encode(json);

    private static string PutRecords(int records, bool hasHashKeys)
    {
        var data = Convert.ToBase64String(new byte[100]);
        var entries = Enumerable.Range(0, records).Select(i => hasHashKeys
            ? $$"""{"Data":"{{data}}","PartitionKey":"key-{{i}}","ExplicitHashKey":"{{UInt128.MaxValue / 500 * (UInt128)i}}"}"""
            : $$"""{"Data":"{{data}}","PartitionKey":"key-{{i}}"}""");
        return $$"""{"StreamName":"s","Records":[{{string.Join(',', entries)}}]}""";
    }
}

/// <summary>Tests that count what the whole process allocates, one after the other and after all that run side by side.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;
