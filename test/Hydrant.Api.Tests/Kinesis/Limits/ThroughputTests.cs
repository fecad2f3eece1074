using System.Text.Json;
using Hydrant.Streams;
using Hydrant.Streams.Quotas;
using Hydrant.Testing.Clock;

namespace Hydrant.Api.Tests.Kinesis.Limits;

/// <summary>What a shard takes and gives in a second, seen from outside; each refusal in the service's words.</summary>
public sealed class ThroughputTests
{
    private const string Refused =
        """{"__type":"ProvisionedThroughputExceededException","message":"Rate exceeded for shard shardId-000000000000 in stream s under account 123456789012."}""";

    private static readonly StreamOptions Limited = new() { Limits = LimitMode.Aws };
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddYears(50));

    [Fact]
    public async Task A_shard_takes_one_MiB_a_second_keys_included()
    {
        await using var world = await OpenAsync(Limited);
        var half = Data((512 * 1024) - 1);

        (await PutAsync(world, half)).Status.ShouldBe(200);
        (await PutAsync(world, half)).Status.ShouldBe(200);
        (await PutAsync(world, "")).ShouldBe((400, Refused)); // The key alone is a byte.
        _clock.Advance(TimeSpan.FromMilliseconds(500));

        (await PutAsync(world, half)).Status.ShouldBe(200);
        (await PutAsync(world, "YQ==")).ShouldBe((400, Refused));
    }

    [Fact]
    public async Task A_shard_takes_a_thousand_records_a_second_and_PutRecords_refuses_the_rest_one_by_one()
    {
        await using var world = await OpenAsync(Limited);
        (await PutManyAsync(world, 500)).Failed.ShouldBe(0);
        (await PutManyAsync(world, 400)).Failed.ShouldBe(0);

        var (failed, results) = await PutManyAsync(world, 150);

        failed.ShouldBe(50);
        results[99].TryGetProperty("SequenceNumber", out _).ShouldBeTrue();
        results[100].GetRawText().ShouldBe(
            """{"ErrorCode":"ProvisionedThroughputExceededException","ErrorMessage":"Rate exceeded for shard shardId-000000000000 in stream s under account 123456789012."}""");
        (await CountAsync(world)).ShouldBe(1000);
    }

    [Fact]
    public async Task A_request_that_is_refused_as_a_whole_is_answered_200_and_stores_nothing()
    {
        await using var world = await OpenAsync(Limited);
        (await PutManyAsync(world, 500)).Failed.ShouldBe(0);
        (await PutManyAsync(world, 500)).Failed.ShouldBe(0);

        (await PutManyAsync(world, 3)).Failed.ShouldBe(3);
        _clock.Advance(TimeSpan.FromMilliseconds(2));

        (await PutManyAsync(world, 3)).Failed.ShouldBe(1);
        (await CountAsync(world)).ShouldBe(1002);
    }

    [Fact]
    public async Task A_request_with_a_mistake_takes_nothing_from_the_shard()
    {
        await using var world = await OpenAsync(Limited);
        for (var i = 0; i < 3; i++)
        {
            var entries = string.Join(',', Enumerable.Repeat("""{"Data":"","PartitionKey":"k"}""", 499)
                .Append("""{"Data":"","PartitionKey":"k","ExplicitHashKey":"340282366920938463463374607431768211456"}"""));
            (await world.CallAsync("PutRecords", $$"""{"StreamName":"s","Records":[{{entries}}]}""")).Status.ShouldBe(400);
        }

        (await PutManyAsync(world, 500)).Failed.ShouldBe(0);
    }

    [Fact]
    public async Task Records_that_wait_for_a_split_are_counted_once()
    {
        await using var world = await OpenAsync(Limited, shards: 2);
        var shards = world.Streams.All.Single().Now.Shards;
        await shards.All[0].Log.SealAsync(); // As a split does that is under way.

        var waiting = PutAllAsync(world, Entry("0", 1), Entry("340282366920938463463374607431768211455", 499));
        waiting.IsCompleted.ShouldBeFalse();
        await world.AskAsync("SplitShard", """{"StreamName":"s","ShardToSplit":"0","NewStartingHashKey":"1000"}""");

        (await waiting).ShouldBe(0);
        (await PutAllAsync(world, Entry("340282366920938463463374607431768211455", 500))).ShouldBe(0);
        (await PutAllAsync(world, Entry("340282366920938463463374607431768211455", 2))).ShouldBe(1);
    }

    [Fact]
    public async Task The_shards_of_a_stream_are_counted_each_for_itself()
    {
        await using var world = await OpenAsync(Limited, shards: 2);
        var full = Data((1024 * 1024) - 1);

        foreach (var key in (string[])["0", "340282366920938463463374607431768211455"])
            (await PutAsync(world, full, key)).Status.ShouldBe(200);
        (await PutAsync(world, "YQ==", "340282366920938463463374607431768211455")).Body
            .ShouldContain("Rate exceeded for shard shardId-000000000001 in stream s");
    }

    [Fact]
    public async Task A_shard_is_read_five_times_a_second()
    {
        await using var world = await OpenAsync(Limited);
        var iterator = await IteratorAsync(world);

        for (var i = 0; i < 5; i++) (await ReadAsync(world, iterator)).Status.ShouldBe(200);
        (await ReadAsync(world, iterator)).ShouldBe((400, Refused));
        _clock.Advance(TimeSpan.FromMilliseconds(200));

        (await ReadAsync(world, iterator)).Status.ShouldBe(200);
        (await ReadAsync(world, iterator)).ShouldBe((400, Refused));
    }

    [Fact]
    public async Task A_page_of_10_MiB_closes_the_shard_for_readers_for_five_seconds()
    {
        await using var world = await OpenAsync(Limited);
        for (var i = 0; i < 11; i++)
        {
            (await PutAsync(world, Data((1024 * 1024) - 1))).Status.ShouldBe(200);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        var iterator = await IteratorAsync(world);
        (await ReadAsync(world, iterator)).Status.ShouldBe(200);
        _clock.Advance(TimeSpan.FromMilliseconds(4_999));
        (await ReadAsync(world, iterator)).ShouldBe((400, Refused));
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        (await ReadAsync(world, iterator)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_shard_gives_five_iterators_a_second()
    {
        await using var world = await OpenAsync(Limited);

        for (var i = 0; i < 5; i++) await IteratorAsync(world);
        (await world.CallAsync("GetShardIterator", Iterator)).ShouldBe((400, Refused));
        _clock.Advance(TimeSpan.FromMilliseconds(200));

        await IteratorAsync(world);
    }

    [Fact]
    public async Task Without_limits_nothing_of_it_holds()
    {
        await using var world = await OpenAsync(new StreamOptions());
        for (var i = 0; i < 5; i++) (await PutManyAsync(world, 500)).Failed.ShouldBe(0);
        for (var i = 0; i < 3; i++) (await PutAsync(world, Data(1024 * 1000))).Status.ShouldBe(200);

        for (var i = 0; i < 20; i++) (await ReadAsync(world, await IteratorAsync(world))).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("off", LimitMode.Aws, 0)]
    [InlineData("aws", LimitMode.Off, 1)]
    [InlineData("what", LimitMode.Aws, 1)]
    public async Task A_tag_says_otherwise_for_one_stream(string tag, LimitMode mode, int refused)
    {
        await using var world = await ApiWorld.OpenAsync(new StreamOptions { Limits = mode }, _clock);
        await world.CallAsync("CreateStream", $$$"""{"StreamName":"s","ShardCount":1,"Tags":{"hydrant:limits":"{{{tag}}}"}}""");
        while ((await PutManyAsync(world, 500)).Failed < 0) await Task.Yield();
        await PutManyAsync(world, 500);

        (await PutManyAsync(world, 1)).Failed.ShouldBe(refused);
    }

    private static string Entry(string hashKey, int times) => string.Join(
        ',', Enumerable.Repeat($$"""{"Data":"","PartitionKey":"k","ExplicitHashKey":"{{hashKey}}"}""", times));

    private static async Task<int> PutAllAsync(ApiWorld world, params string[] entries) => (await world.AskAsync(
        "PutRecords", $$"""{"StreamName":"s","Records":[{{string.Join(',', entries)}}]}"""))["FailedRecordCount"]!.GetValue<int>();

    private const string Iterator = """{"StreamName":"s","ShardId":"shardId-000000000000","ShardIteratorType":"TRIM_HORIZON"}""";

    private async Task<ApiWorld> OpenAsync(StreamOptions options, int shards = 1)
    {
        var world = await ApiWorld.OpenAsync(options, _clock);
        await world.CreateAsync("s", shards);
        return world;
    }

    private static string Data(int length) => Convert.ToBase64String(new byte[length]);

    private static Task<(int Status, string Body)> PutAsync(ApiWorld world, string data, string hashKey = "0") => world.CallAsync(
        "PutRecord", $$"""{"StreamName":"s","PartitionKey":"k","ExplicitHashKey":"{{hashKey}}","Data":"{{data}}"}""");

    // Failed is negative when the whole request was refused.
    private static async Task<(int Failed, List<JsonElement> Results)> PutManyAsync(ApiWorld world, int records)
    {
        var entries = string.Join(',', Enumerable.Repeat("""{"Data":"","PartitionKey":"k"}""", records));
        var (status, body) = await world.CallAsync("PutRecords", $$"""{"StreamName":"s","Records":[{{entries}}]}""");
        if (status != 200) return (-1, []);

        var answer = JsonDocument.Parse(body).RootElement;
        return (answer.GetProperty("FailedRecordCount").GetInt32(), [.. answer.GetProperty("Records").EnumerateArray()]);
    }

    private static async Task<string> IteratorAsync(ApiWorld world)
    {
        var (status, body) = await world.CallAsync("GetShardIterator", Iterator);
        status.ShouldBe(200, body);
        return JsonDocument.Parse(body).RootElement.GetProperty("ShardIterator").GetString()!;
    }

    private static Task<(int Status, string Body)> ReadAsync(ApiWorld world, string iterator) =>
        world.CallAsync("GetRecords", $$"""{"ShardIterator":"{{iterator}}"}""");

    private static async Task<int> CountAsync(ApiWorld world)
    {
        var (_, body) = await ReadAsync(world, await IteratorAsync(world));
        return JsonDocument.Parse(body).RootElement.GetProperty("Records").GetArrayLength();
    }
}
