using System.Text.Json.Nodes;
using Hydrant.Streams;
using Hydrant.Testing.Clock;

namespace Hydrant.Api.Tests;

/// <summary>SplitShard, MergeShards, UpdateShardCount, and what they do to those that read.</summary>
public sealed class ReshardOperationsTests
{
    private const string Stream = "stream there under account 123456789012";
    private const string Whole = "340282366920938463463374607431768211455";

    [Fact]
    public async Task Half_is_the_least_that_a_stream_can_be_scaled_down_to()
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.CreateAsync("there", 5);

        (await world.CallAsync("UpdateShardCount", """{"StreamName":"there","TargetShardCount":2,"ScalingType":"UNIFORM_SCALING"}"""))
            .Body.ShouldContain("UpdateShardCount cannot scale down below half your current open shard count. Current open shard count: 5 Target shard count: 2");
        (await world.CallAsync("UpdateShardCount", """{"StreamName":"there","TargetShardCount":3,"ScalingType":"UNIFORM_SCALING"}"""))
            .Body.ShouldBe("""{"StreamName":"there","CurrentShardCount":5,"TargetShardCount":3,"StreamARN":"arn:aws:kinesis:us-east-1:123456789012:stream/there"}""");
        await ActiveAsync(world, "there");
        (await world.AskAsync("DescribeStreamSummary", """{"StreamName":"there"}"""))["StreamDescriptionSummary"]!["OpenShardCount"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public async Task A_shard_that_was_split_already_is_not_split_again()
    {
        await using var world = await SplitAsync();

        (await world.CallAsync("SplitShard", """{"StreamName":"there","ShardToSplit":"0","NewStartingHashKey":"10"}""")).Body.ShouldContain(
            $"Shard shardId-000000000000 in {Stream} has already been merged or split, and thus is not eligible for merging or splitting.");
        (await world.CallAsync("MergeShards", """{"StreamName":"there","ShardToMerge":"0","AdjacentShardToMerge":"1"}""")).Body.ShouldContain(
            $"Shard shardId-000000000000 in {Stream} has already been merged or split, and thus is not eligible for merging or splitting.");
    }

    [Fact]
    public async Task A_split_needs_room_in_the_account()
    {
        await using var world = await ApiWorld.OpenAsync(new StreamOptions { MaxShardsPerTenant = 2 });
        await world.CreateAsync("there", 2);

        var (_, body) = await world.CallAsync(
            "SplitShard", """{"StreamName":"there","ShardToSplit":"0","NewStartingHashKey":"10"}""");

        ((string?)JsonNode.Parse(body)!["__type"]).ShouldBe("LimitExceededException");
        ((string?)JsonNode.Parse(body)!["message"]).ShouldBe(
            "This request would exceed the shard limit for the account 123456789012 in us-east-1. "
            + "Current shard count for the account: 2. Limit: 2. "
            + "Number of additional shards that would have resulted from this request: 1. Refer to the AWS Service Limits page "
            + "(http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) for current limits and how to request "
            + "higher limits.");
    }

    [Fact]
    public async Task A_closed_shard_is_read_to_its_end_where_its_children_are_named_and_no_iterator()
    {
        await using var world = await SplitAsync();

        var first = await ReadAsync(world, "0", limit: 1);
        var last = await world.AskAsync("GetRecords", $$"""{"ShardIterator":"{{first["NextShardIterator"]}}"}""");

        first["ChildShards"].ShouldBeNull();
        first["Records"]!.AsArray().Count.ShouldBe(1);
        last["Records"]!.AsArray().Count.ShouldBe(1);
        last["NextShardIterator"].ShouldBeNull();
        last["MillisBehindLatest"]!.GetValue<long>().ShouldBe(0);
        last["ChildShards"]!.ToJsonString().ShouldBe(
            $$$"""[{"ShardId":"shardId-000000000001","ParentShards":["shardId-000000000000"],"HashKeyRange":{"StartingHashKey":"0","EndingHashKey":"999"}},{"ShardId":"shardId-000000000002","ParentShards":["shardId-000000000000"],"HashKeyRange":{"StartingHashKey":"1000","EndingHashKey":"{{{Whole}}}"}}]""");
    }

    [Fact]
    public async Task Two_shards_become_one_child_that_names_both()
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.CreateAsync("there", 2);
        await world.AskAsync("MergeShards", """{"StreamName":"there","ShardToMerge":"0","AdjacentShardToMerge":"shardId-000000000001"}""");
        await ActiveAsync(world, "there");

        foreach (var parent in new[] { "0", "1" })
        {
            (await ReadAsync(world, parent, limit: 1))["ChildShards"]!.ToJsonString().ShouldBe(
                $$$"""[{"ShardId":"shardId-000000000002","ParentShards":["shardId-000000000000","shardId-000000000001"],"HashKeyRange":{"StartingHashKey":"0","EndingHashKey":"{{{Whole}}}"}}]""");
        }

        var shards = (await world.AskAsync("ListShards", """{"StreamName":"there"}"""))["Shards"]!.AsArray();
        ((string?)shards[2]!["ParentShardId"]).ShouldBe("shardId-000000000000");
        ((string?)shards[2]!["AdjacentParentShardId"]).ShouldBe("shardId-000000000001");
        shards[0]!["SequenceNumberRange"]!["EndingSequenceNumber"].ShouldNotBeNull();
        shards[2]!["SequenceNumberRange"]!["EndingSequenceNumber"].ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"Type":"AT_LATEST"}""", "1,2")]
    [InlineData("""{"Type":"AT_TRIM_HORIZON"}""", "0")]
    [InlineData("""{"Type":"FROM_TRIM_HORIZON"}""", "0,1,2")]
    [InlineData("""{"Type":"AFTER_SHARD_ID","ShardId":"shardId-000000000001"}""", "2")]
    [InlineData("""{"Type":"FROM_TIMESTAMP","Timestamp":0}""", "0,1,2")]
    [InlineData("""{"Type":"AT_TIMESTAMP","Timestamp":4000000000}""", "1,2")]
    [InlineData("""{"Type":"FROM_TIMESTAMP","Timestamp":4000000000}""", "1,2")]
    [InlineData("""{"Type":"AT_TIMESTAMP","Timestamp":0}""", "")]
    public async Task A_filter_lists_the_shards_of_its_time(string filter, string indexes)
    {
        await using var world = await SplitAsync(beforeSplit: TimeSpan.FromSeconds(2));

        var listed = await world.AskAsync("ListShards", $$"""{"StreamName":"there","ShardFilter":{{filter}}}""");

        string.Join(',', listed["Shards"]!.AsArray().Select(shard => ((string)shard!["ShardId"]!)[^1])).ShouldBe(indexes);
    }

    // A stream with two records in shard 0, which then became 1 and 2.
    private static async Task<ApiWorld> SplitAsync(TimeSpan beforeSplit = default)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));
        var world = await ApiWorld.OpenAsync(clock: clock);
        await world.CreateAsync("there", 1);
        await world.AskAsync("PutRecord", """{"StreamName":"there","Data":"YQ==","PartitionKey":"a"}""");
        await world.AskAsync("PutRecord", """{"StreamName":"there","Data":"Yg==","PartitionKey":"a"}""");
        clock.Advance(beforeSplit); // Sequence numbers and filters count in whole seconds.
        await world.AskAsync("SplitShard", """{"StreamName":"there","ShardToSplit":"shardId-000000000000","NewStartingHashKey":"1000"}""");
        await ActiveAsync(world, "there");
        return world;
    }

    private static async Task<JsonNode> ReadAsync(ApiWorld world, string shard, int limit)
    {
        var iterator = await world.AskAsync(
            "GetShardIterator", $$"""{"StreamName":"there","ShardId":"{{shard}}","ShardIteratorType":"TRIM_HORIZON"}""");
        return await world.AskAsync("GetRecords", $$"""{"ShardIterator":"{{iterator["ShardIterator"]}}","Limit":{{limit}}}""");
    }

    private static async Task ActiveAsync(ApiWorld world, string name)
    {
        while ((string?)(await world.AskAsync("DescribeStreamSummary", $$"""{"StreamName":"{{name}}"}"""))["StreamDescriptionSummary"]!["StreamStatus"] != "ACTIVE")
            await Task.Yield();
    }
}
