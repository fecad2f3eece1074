using Hydrant.Api.Kinesis.Rates;
using Hydrant.Streams;
using Hydrant.Streams.Quotas;
using Hydrant.Testing.Clock;

namespace Hydrant.Api.Tests.Kinesis.Limits;

/// <summary>How often operations may be called, and what who calls more often is told.</summary>
public sealed class CallRateTests
{
    private static readonly StreamOptions Limited = new() { Limits = LimitMode.Aws };
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddYears(50));

    [Theory]
    [InlineData("CreateStream", 5, false)]
    [InlineData("DescribeLimits", 1, false)]
    [InlineData("DescribeStream", 10, false)]
    [InlineData("DescribeStreamSummary", 20, false)]
    [InlineData("DescribeStreamConsumer", 20, true)]
    [InlineData("ListShards", 1_000, true)]
    [InlineData("MergeShards", 5, true)]
    [InlineData("UpdateShardCount", 10, false)]
    public void The_table_is_the_services(string operation, int perSecond, bool perStream) =>
        CallRates.Of(operation).ShouldBe(new CallRate(perSecond, perStream));

    [Theory]
    [InlineData("PutRecord")]
    [InlineData("PutRecords")]
    [InlineData("GetRecords")]
    [InlineData("GetShardIterator")]
    [InlineData("SubscribeToShard")]
    public void The_data_plane_is_counted_by_shard_instead(string operation) => CallRates.Of(operation).ShouldBeNull();

    [Fact]
    public async Task An_account_lists_its_streams_five_times_a_second()
    {
        await using var world = await ApiWorld.OpenAsync(Limited, _clock);

        for (var i = 0; i < 5; i++) (await world.CallAsync("ListStreams", "{}")).Status.ShouldBe(200);
        (await world.CallAsync("ListStreams", "{}")).ShouldBe(
            (400, """{"__type":"LimitExceededException","message":"Rate exceeded for account 123456789012."}"""));
        (await world.CallAsync("DescribeStream", """{"StreamName":"s"}""")).Body.ShouldContain("not found");
        _clock.Advance(TimeSpan.FromMilliseconds(200));

        (await world.CallAsync("ListStreams", "{}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Rates_by_stream_are_the_same_for_its_name_and_its_ARN()
    {
        await using var world = await ApiWorld.OpenAsync(Limited, _clock);
        const string arn = """{"StreamARN":"arn:aws:kinesis:us-east-1:123456789012:stream/s"}""";

        for (var i = 0; i < 500; i++)
        {
            (await world.CallAsync("ListShards", """{"StreamName":"s"}""")).Body.ShouldContain("not found");
            (await world.CallAsync("ListShards", arn)).Body.ShouldContain("not found");
        }

        (await world.CallAsync("ListShards", arn)).ShouldBe(
            (400, """{"__type":"LimitExceededException","message":"Rate exceeded for stream s under account 123456789012."}"""));
        (await world.CallAsync("ListShards", """{"StreamName":"other"}""")).Body.ShouldContain("not found");
    }

    [Fact]
    public async Task A_request_that_breaks_its_constraints_counts_for_nothing()
    {
        await using var world = await ApiWorld.OpenAsync(Limited, _clock);

        for (var i = 0; i < 10; i++) (await world.CallAsync("ListStreams", """{"Limit":0}""")).Body.ShouldContain("ValidationException");

        (await world.CallAsync("ListStreams", "{}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Without_limits_nobody_counts()
    {
        await using var world = await ApiWorld.OpenAsync(new StreamOptions(), _clock);

        for (var i = 0; i < 50; i++) (await world.CallAsync("ListStreams", "{}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_tag_of_a_stream_holds_for_calls_that_name_it()
    {
        await using var world = await ApiWorld.OpenAsync(Limited, _clock);
        await world.CallAsync("CreateStream", """{"StreamName":"s","ShardCount":1,"Tags":{"hydrant:limits":"off"}}""");

        for (var i = 0; i < 50; i++) (await world.CallAsync("DescribeStream", """{"StreamName":"s"}""")).Status.ShouldBe(200);
    }
}
