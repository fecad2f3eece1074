using Hydrant.Api.Tests.Protocols;
using Hydrant.Streams;
using Hydrant.Testing.Clock;

namespace Hydrant.Api.Tests.Control;

/// <summary>What every operation of the control plane says of a stream that is elsewhere, or not ready.</summary>
public sealed class AddressingTests
{
    private const string Account = ControlCase.Account;
    private const string Policy = """{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"kinesis:PutRecord\",\"Resource\":\"ARN\"}}""";

    /// <summary>The operations that change a stream, by their members besides the one that names it.</summary>
    public static readonly TheoryData<string, string, string> Changes = new()
    {
        { "AddTagsToStream", "StreamARN", "\"Tags\":{\"a\":\"b\"}" },
        { "RemoveTagsFromStream", "StreamARN", "\"TagKeys\":[\"a\"]" },
        { "TagResource", "ResourceARN", "\"Tags\":{\"a\":\"b\"}" },
        { "UntagResource", "ResourceARN", "\"TagKeys\":[\"a\"]" },
        { "IncreaseStreamRetentionPeriod", "StreamARN", "\"RetentionPeriodHours\":48" },
        { "DecreaseStreamRetentionPeriod", "StreamARN", "\"RetentionPeriodHours\":24" },
        { "UpdateStreamMode", "StreamARN", "\"StreamModeDetails\":{\"StreamMode\":\"ON_DEMAND\"}" },
        { "UpdateMaxRecordSize", "StreamARN", "\"MaxRecordSizeInKiB\":2048" },
        { "UpdateStreamWarmThroughput", "StreamARN", "\"WarmThroughputMiBps\":5" },
        { "UpdateStreamRecordDistributionStrategy", "StreamARN", "\"RecordDistributionStrategy\":\"USER_PARTITION_KEY\"" },
        { "EnableEnhancedMonitoring", "StreamARN", "\"ShardLevelMetrics\":[\"ALL\"]" },
        { "DisableEnhancedMonitoring", "StreamARN", "\"ShardLevelMetrics\":[\"ALL\"]" },
        { "StartStreamEncryption", "StreamARN", "\"EncryptionType\":\"KMS\",\"KeyId\":\"k\"" },
        { "StopStreamEncryption", "StreamARN", "\"EncryptionType\":\"KMS\",\"KeyId\":\"k\"" },
        { "PutResourcePolicy", "ResourceARN", $"\"Policy\":\"{Policy}\"" },
        { "UpdateShardCount", "StreamARN", "\"TargetShardCount\":2,\"ScalingType\":\"UNIFORM_SCALING\"" },
        { "SplitShard", "StreamARN", "\"ShardToSplit\":\"0\",\"NewStartingHashKey\":\"5\"" },
        { "MergeShards", "StreamARN", "\"ShardToMerge\":\"0\",\"AdjacentShardToMerge\":\"1\"" },
    };

    /// <summary>The operations that look at a stream or take it away.</summary>
    public static readonly TheoryData<string, string, string> Others = new()
    {
        { "DeleteResourcePolicy", "ResourceARN", "" },
        { "GetResourcePolicy", "ResourceARN", "" },
        { "ListTagsForResource", "ResourceARN", "" },
        { "ListTagsForStream", "StreamARN", "" },
        { "DescribeStream", "StreamARN", "" },
        { "DescribeStreamSummary", "StreamARN", "" },
        { "ListShards", "StreamARN", "" },
        { "DeleteStream", "StreamARN", "" },
        { "PutRecord", "StreamARN", "\"Data\":\"\",\"PartitionKey\":\"a\"" },
        { "PutRecords", "StreamARN", "\"Records\":[{\"Data\":\"\",\"PartitionKey\":\"a\"}]" },
        { "GetShardIterator", "StreamARN", "\"ShardId\":\"0\",\"ShardIteratorType\":\"LATEST\"" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    [MemberData(nameof(Others))]
    public async Task A_stream_of_another_Region_or_account_is_refused(string operation, string member, string others)
    {
        await using var world = await ApiWorld.OpenAsync();
        var elsewhere = $"arn:aws:kinesis:eu-west-1:{Account}:stream/there";
        var somebodys = "arn:aws:kinesis:us-east-1:999988887777:stream/there";

        await world.RefusedAsync(operation, Request(member, elsewhere, others), "InvalidArgumentException",
            $"The region specified in the ARN '{elsewhere}' does not match the endpoint region");
        await world.RefusedAsync(operation, Request(member, somebodys, others), "AccessDeniedException",
            $"User: arn:aws:iam::{Account}:root is not authorized to perform: kinesis:{operation} on resource: {somebodys} "
            + $"because no resource-based policy allows the kinesis:{operation} action");
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_stream_that_is_not_active_is_not_changed(string operation, string member, string others)
    {
        // The clock stands still, and the stream takes the service's time to change its state.
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));
        await using var world = await ApiWorld.OpenAsync(clock: clock);
        var create = $$$"""{"StreamName":"there","ShardCount":2,"Tags":{"{{{StreamOptions.StatesTag}}}":"aws"}}""";
        (await world.CallAsync("CreateStream", create)).ShouldBe((200, ""));
        await StayAsync("CREATING");

        while ((await world.SummaryAsync())["StreamStatus"]!.GetValue<string>() == "CREATING") clock.Advance(TimeSpan.FromSeconds(1));
        (await world.CallAsync("IncreaseStreamRetentionPeriod", """{"StreamName":"there","RetentionPeriodHours":30}""")).ShouldBe((200, ""));
        await StayAsync("UPDATING");

        while ((await world.SummaryAsync())["StreamStatus"]!.GetValue<string>() == "UPDATING") clock.Advance(TimeSpan.FromSeconds(1));
        (await world.CallAsync("DeleteStream", """{"StreamName":"there"}""")).ShouldBe((200, ""));
        await StayAsync("DELETING");

        async Task StayAsync(string state) => await world.RefusedAsync(
            operation, Request(member, ControlCase.Arn, others.Replace("ARN", ControlCase.Arn, StringComparison.Ordinal)),
            "ResourceInUseException", $"Stream there under account {Account} not ACTIVE, instead in state {state}");
    }

    [Fact]
    public async Task A_stream_in_CREATING_answers_as_in_the_service()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));
        await using var world = await ApiWorld.OpenAsync(clock: clock);
        var create = $$$"""{"StreamName":"there","ShardCount":2,"Tags":{"{{{StreamOptions.StatesTag}}}":"aws"}}""";
        (await world.CallAsync("CreateStream", create)).ShouldBe((200, ""));

        var described = (await world.CallAsync(Protocol.Cbor, "DescribeStream", """{"StreamName":"there"}""")).Body["StreamDescription"]!;
        described["Shards"]!.AsArray().ShouldBeEmpty();
        described["HasMoreShards"]!.GetValue<bool>().ShouldBeFalse();
        await world.RefusedAsync("CreateStream", create, "ResourceInUseException", $"Stream there under account {Account} already exists.");
        await world.RefusedAsync("PutRecord", """{"StreamName":"there","Data":"","PartitionKey":"a"}""", "ResourceNotFoundException",
            $"Stream there under account {Account} not found.");
        await world.RefusedAsync("PutRecords", """{"StreamName":"there","Records":[{"Data":"","PartitionKey":"a"}]}""", "ResourceNotFoundException",
            $"Stream there under account {Account} not found.");
        await world.RefusedAsync("GetShardIterator", """{"StreamName":"there","ShardId":"0","ShardIteratorType":"LATEST"}""", "ResourceNotFoundException",
            $"Shard shardId-000000000000 in stream there under account {Account} does not exist");
        (await world.CallAsync(Protocol.Json, "ListTagsForStream", """{"StreamName":"there"}""")).Body["Tags"]!.AsArray().Count.ShouldBe(1);
    }

    private static string Request(string member, string arn, string others) =>
        $$"""{"{{member}}":"{{arn}}"{{(others.Length == 0 ? "" : ",")}}{{others}}}""";
}
