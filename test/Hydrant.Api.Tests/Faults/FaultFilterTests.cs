using System.Text;
using System.Text.Json.Nodes;
using Hydrant.Api.Faults;
using Hydrant.Testing.Clock;

namespace Hydrant.Api.Tests.Faults;

/// <summary>What rules do to calls.</summary>
public sealed class FaultFilterTests
{
    private const string ThrottledPut =
        """{"__type":"ProvisionedThroughputExceededException","message":"Rate exceeded for stream s under account 123456789012."}""";

    private const string Put = """{"StreamName":"s","PartitionKey":"k","Data":""}""";
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddYears(50));

    [Fact]
    public async Task Without_rules_nothing_goes_wrong()
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.CreateAsync("s", 1);

        for (var i = 0; i < 50; i++) (await world.CallAsync("PutRecord", Put)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_put_that_is_throttled_has_stored_nothing()
    {
        await using var world = await OpenAsync(new FaultRule { Operation = "PutRecord", Throttle = 1 });

        (await world.CallAsync("PutRecord", Put)).ShouldBe((400, ThrottledPut));
        (await CountAsync(world)).ShouldBe(0);
        world.Faults.Set(FaultPlan.None);
        (await world.CallAsync("PutRecord", Put)).Status.ShouldBe(200);
        (await CountAsync(world)).ShouldBe(1);
    }

    [Fact]
    public async Task Operations_of_the_control_plane_are_throttled_in_their_own_words()
    {
        await using var world = await OpenAsync(new FaultRule { Throttle = 1 });

        (await world.CallAsync("ListStreams", "{}")).ShouldBe(
            (400, """{"__type":"LimitExceededException","message":"Rate exceeded for account 123456789012."}"""));
        (await world.CallAsync("DescribeStream", """{"StreamName":"s"}""")).ShouldBe(
            (400, """{"__type":"LimitExceededException","message":"Rate exceeded for stream s under account 123456789012."}"""));
    }

    [Fact]
    public async Task An_error_of_the_server_is_a_500()
    {
        await using var world = await OpenAsync(new FaultRule { InternalError = 1 });

        (await world.CallAsync("PutRecord", Put)).ShouldBe(
            (500, """{"__type":"InternalFailure","message":"Internal service failure."}"""));
    }

    [Fact]
    public async Task A_request_with_a_mistake_is_told_so_whatever_the_rules()
    {
        await using var world = await OpenAsync(new FaultRule { InternalError = 1 });

        (await world.CallAsync("PutRecord", "{}")).Body.ShouldContain("ValidationException");
    }

    [Theory]
    [InlineData(false, "ProvisionedThroughputExceededException", "Rate exceeded for shard shardId-000000000000 in stream s under account 123456789012.")]
    [InlineData(true, "InternalFailure", "Internal service failure.")]
    public async Task Records_fail_one_by_one_and_the_others_are_stored(bool isInternal, string code, string message)
    {
        await using var world = await OpenAsync(new FaultRule { PartialFailure = 0.3, PartialIsInternal = isInternal });
        var entries = string.Join(',', Enumerable.Repeat("""{"Data":"","PartitionKey":"k"}""", 500));

        var answer = await world.AskAsync("PutRecords", $$"""{"StreamName":"s","Records":[{{entries}}]}""");

        var failed = answer["FailedRecordCount"]!.GetValue<int>();
        failed.ShouldBeInRange(100, 200);
        var results = answer["Records"]!.AsArray();
        results.Count(result => result!["ErrorCode"] is not null).ShouldBe(failed);
        results.First(result => result!["ErrorCode"] is not null)!.ToJsonString().ShouldBe(
            $$"""{"ErrorCode":"{{code}}","ErrorMessage":"{{message}}"}""");
        (await CountAsync(world)).ShouldBe(500 - failed);
    }

    [Fact]
    public async Task The_same_seed_and_calls_meet_the_same_faults()
    {
        var rule = new FaultRule { Operation = "PutRecord", Throttle = 0.3, InternalError = 0.3 };

        var first = await StatusesAsync(new FaultPlan(7, [rule]));
        var second = await StatusesAsync(new FaultPlan(7, [rule]));
        var other = await StatusesAsync(new FaultPlan(8, [rule]));

        second.ShouldBe(first);
        other.ShouldNotBe(first);
        first.Count(status => status == 400).ShouldBeInRange(40, 80);
        first.Count(status => status == 500).ShouldBeInRange(25, 65);
    }

    [Fact]
    public async Task Errors_do_not_shift_throttles()
    {
        var rule = new FaultRule { Operation = "PutRecord", Throttle = 0.3 };

        var alone = await StatusesAsync(new FaultPlan(7, [rule]));
        var both = await StatusesAsync(new FaultPlan(7, [rule with { InternalError = 0.5 }]));

        both.Select(status => status == 400).ShouldBe(alone.Select(status => status == 400));
    }

    [Fact]
    public async Task The_first_rule_that_fits_decides()
    {
        await using var world = await OpenAsync(
            new FaultRule { Stream = "s", Operation = "PutRecord" },
            new FaultRule { Operation = "PutRecord", InternalError = 1 });

        (await world.CallAsync("PutRecord", Put)).Status.ShouldBe(200);
        (await world.CallAsync("PutRecord", """{"StreamName":"t","PartitionKey":"k","Data":""}""")).Status.ShouldBe(500);
    }

    [Fact]
    public async Task A_stream_is_known_by_its_ARN_and_by_an_iterator_too()
    {
        await using var world = await OpenAsync();
        var iterator = await IteratorAsync(world);
        world.Faults.Set(new FaultPlan(0, [new FaultRule { Stream = "s", InternalError = 1 }]));

        (await world.CallAsync("GetRecords", $$"""{"ShardIterator":"{{iterator}}"}""")).Status.ShouldBe(500);
        (await world.CallAsync("ListShards", """{"StreamARN":"arn:aws:kinesis:us-east-1:123456789012:stream/s"}""")).Status.ShouldBe(500);
        (await world.CallAsync("ListStreams", "{}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Rules_of_the_other_service_do_not_fit()
    {
        await using var world = await OpenAsync(new FaultRule { Service = "firehose", InternalError = 1 });

        (await world.CallAsync("PutRecord", Put)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_call_takes_as_much_longer_as_the_rule_says()
    {
        await using var world = await OpenAsync(
            new FaultRule { Operation = "PutRecord", Latency = TimeSpan.FromMilliseconds(250), InternalError = 1 });

        var call = world.CallAsync("PutRecord", Put);
        await _clock.WaitForTimerAsync(TimeSpan.FromMilliseconds(250));
        _clock.Advance(TimeSpan.FromMilliseconds(249));
        call.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        (await call).Status.ShouldBe(500);
    }

    private Task<ApiWorld> OpenAsync(params FaultRule[] rules) => OpenAsync(new FaultPlan(1, [.. rules]));

    // The streams are made before anything goes wrong.
    private async Task<ApiWorld> OpenAsync(FaultPlan plan)
    {
        var world = await ApiWorld.OpenAsync(clock: _clock);
        await world.CreateAsync("s", 1);
        await world.CreateAsync("t", 1);
        world.Faults.Set(plan);
        return world;
    }

    private async Task<List<int>> StatusesAsync(FaultPlan plan)
    {
        await using var world = await OpenAsync(plan);
        var statuses = new List<int>();
        for (var i = 0; i < 200; i++) statuses.Add((await world.CallAsync("PutRecord", Put)).Status);
        return statuses;
    }

    private static async Task<string> IteratorAsync(ApiWorld world) => (await world.AskAsync(
        "GetShardIterator", """{"StreamName":"s","ShardId":"0","ShardIteratorType":"TRIM_HORIZON"}"""))["ShardIterator"]!.GetValue<string>();

    private static async Task<int> CountAsync(ApiWorld world) => (await world.AskAsync(
        "GetRecords", $$"""{"ShardIterator":"{{await IteratorAsync(world)}}"}"""))["Records"]!.AsArray().Count;
}
