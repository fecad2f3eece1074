using System.Text.Json;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Quotas;
using Hydrant.Streams.Resharding;
using Hydrant.Testing.Clock;

namespace Hydrant.Api.Tests.Kinesis;

/// <summary>How subscriptions end, and what is refused before they begin, to the letter.</summary>
public sealed class SubscriptionEndTests
{
    private const string Account = "123456789012";
    private const string StreamArn = $"arn:aws:kinesis:us-east-1:{Account}:stream/s";
    private const string ConsumerArn = $"{StreamArn}/consumer/c:1900000000";
    private const string Another = $"Another active subscription exists for this consumer: {ConsumerArn}, shard: shardId-000000000000.";
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_900_000_000));

    [Fact]
    public async Task Within_five_seconds_a_second_call_is_refused()
    {
        await using var world = await OpenAsync();
        await using var first = await world.SubscribeAsync(SubscribeToShardTests.Request("LATEST"));
        _clock.Advance(TimeSpan.FromSeconds(4.9));

        await using var second = await world.SubscribeAsync(SubscribeToShardTests.Request("LATEST"));

        second.Status.ShouldBe(400);
        second.Error.ShouldBe($$"""{"__type":"ResourceInUseException","message":"{{Another}}"}""");
    }

    [Fact]
    public async Task After_five_seconds_a_second_call_takes_over()
    {
        await using var world = await OpenAsync();
        await using var first = await world.SubscribeAsync(SubscribeToShardTests.Request("LATEST"));
        await first.NextAsync();
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(5));
        _clock.Advance(TimeSpan.FromSeconds(5));
        await first.NextAsync();

        await using var second = await world.SubscribeAsync(SubscribeToShardTests.Request("LATEST"));
        await second.NextAsync();
        await SubscribeToShardTests.PutAsync(world, "x");

        var last = (await first.NextAsync())!;
        last.IsException.ShouldBeTrue();
        last.Headers[":exception-type"].ShouldBe("ResourceInUseException");
        last.Text.ShouldBe($$"""{"message":"{{Another}}"}""");
        (await first.NextAsync()).ShouldBeNull();
        (await second.NextDataAsync(1)).ShouldBe(["x"]);
    }

    [Fact]
    public async Task Two_shards_are_two_subscriptions()
    {
        await using var world = await OpenAsync(shards: 2);
        await using var first = await world.SubscribeAsync(SubscribeToShardTests.Request("LATEST"));

        await using var second = await world.SubscribeAsync(SubscribeToShardTests.Request("LATEST").Replace("\"0\"", "\"1\"", StringComparison.Ordinal));

        second.Status.ShouldBe(200);
    }

    [Fact]
    public async Task Calls_that_are_wrong_are_counted_one_a_second()
    {
        await using var world = await OpenAsync(limits: LimitMode.Aws);
        var wrong = SubscribeToShardTests.Request("AT_SEQUENCE_NUMBER");
        (await world.CallAsync("SubscribeToShard", wrong)).Body.ShouldContain("InvalidArgumentException");

        var (status, body) = await world.CallAsync("SubscribeToShard", wrong);
        _clock.Advance(TimeSpan.FromSeconds(1));

        status.ShouldBe(400);
        body.ShouldBe($$"""{"__type":"LimitExceededException","message":"Rate exceeded for consumer {{ConsumerArn}} and shard shardId-000000000000."}""");
        (await world.CallAsync("SubscribeToShard", wrong)).Body.ShouldContain("InvalidArgumentException");
    }

    [Fact]
    public async Task A_split_ends_the_shard_with_its_children_behind_its_last_record()
    {
        await using var world = await OpenAsync();
        await using var opened = await world.SubscribeAsync(SubscribeToShardTests.Request("TRIM_HORIZON"));
        await SubscribeToShardTests.PutAsync(world, "last");
        (await opened.NextDataAsync(1)).ShouldBe(["last"]);

        await SplitAsync(world);

        AssertEnd((await opened.NextAsync())!.Json);
        (await opened.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_closed_shard_is_read_to_its_end()
    {
        await using var world = await OpenAsync();
        await SubscribeToShardTests.PutAsync(world, "last");
        await SplitAsync(world);

        await using var opened = await world.SubscribeAsync(SubscribeToShardTests.Request("TRIM_HORIZON"));

        var only = (await opened.NextAsync())!.Json;
        only.GetProperty("Records").GetArrayLength().ShouldBe(1);
        AssertEnd(only);
        (await opened.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_deregistered_consumer_hears_of_it()
    {
        await using var world = await OpenAsync();
        await using var opened = await world.SubscribeAsync(SubscribeToShardTests.Request("LATEST"));
        await opened.NextAsync();

        await world.CallAsync("DeregisterStreamConsumer", $$"""{"ConsumerARN":"{{ConsumerArn}}"}""");

        var last = (await opened.NextAsync())!;
        last.Type.ShouldBe("ResourceNotFoundException");
        last.Text.ShouldBe($$"""{"message":"Consumer {{ConsumerArn}}, account {{Account}} not found."}""");
        (await opened.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_deleted_stream_takes_its_consumers_and_their_subscriptions_with_it()
    {
        await using var world = await OpenAsync();
        await using var opened = await world.SubscribeAsync(SubscribeToShardTests.Request("LATEST"));
        await opened.NextAsync();

        (await world.CallAsync("DeleteStream", """{"StreamName":"s","EnforceConsumerDeletion":true}""")).Status.ShouldBe(200);

        var last = (await opened.NextAsync())!;
        last.Type.ShouldBe("ResourceNotFoundException");
        last.Text.ShouldBe($$"""{"message":"Stream s under account {{Account}} not found."}""");
        (await opened.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_server_that_stops_ends_subscriptions_as_their_time_would_and_begins_none()
    {
        await using var world = await OpenAsync(shards: 2);
        await using var opened = await world.SubscribeAsync(SubscribeToShardTests.Request("LATEST"));
        await opened.NextAsync();

        world.Consumers.EndSubscriptions();

        (await opened.NextAsync()).ShouldBeNull();
        var (status, body) = await world.CallAsync(
            "SubscribeToShard", SubscribeToShardTests.Request("LATEST").Replace("\"0\"", "\"1\"", StringComparison.Ordinal));
        status.ShouldBe(500);
        body.ShouldContain("InternalFailure");
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_is_told_in_the_stream()
    {
        await using var world = await OpenAsync();
        await using var opened = await world.SubscribeAsync(SubscribeToShardTests.Request("LATEST"));
        await opened.NextAsync();

        await world.CloseLogsAsync();

        var last = (await opened.NextAsync())!;
        last.Type.ShouldBe("InternalFailureException");
        last.Text.ShouldContain("The service cannot store or read data now. Try again later.");
        (await opened.NextAsync()).ShouldBeNull();
    }

    private static void AssertEnd(JsonElement last)
    {
        last.TryGetProperty("ContinuationSequenceNumber", out _).ShouldBeFalse();
        last.GetProperty("MillisBehindLatest").GetInt64().ShouldBe(0);
        last.GetProperty("ChildShards").EnumerateArray()
            .Select(child => (child.GetProperty("ShardId").GetString(), child.GetProperty("ParentShards")[0].GetString()))
            .ShouldBe([("shardId-000000000001", "shardId-000000000000"), ("shardId-000000000002", "shardId-000000000000")]);
    }

    private static async Task SplitAsync(ApiWorld world)
    {
        var stream = world.Streams.All.Single();
        var split = new ReshardRequest.Split(new ShardId(0), new HashKey(UInt128.MaxValue / 2));
        (await world.Streams.ReshardAsync(stream, split, default)).Ok.ShouldBeTrue();
        while (stream.Now.State.Status != StreamStatus.Active) await Task.Yield();
    }

    private async Task<ApiWorld> OpenAsync(int shards = 1, LimitMode limits = LimitMode.Off)
    {
        var world = await ApiWorld.OpenAsync(new StreamOptions { Limits = limits }, _clock);
        await world.CreateAsync("s", shards);
        await world.RegisterAsync("s", "c");
        return world;
    }
}
