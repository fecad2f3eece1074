using System.Text.Json.Nodes;
using Hydrant.Api.Tests.Protocols;

namespace Hydrant.Api.Tests.Control;

/// <summary>What settings of a stream do to the records put to it and read from it.</summary>
public sealed class RecordTests
{
    private const string Arn = ControlCase.Arn;
    private const string NoKey = "failed to satisfy constraint: Member must not be null";

    [Theory]
    [InlineData(Protocol.Json)]
    [InlineData(Protocol.Cbor)]
    public async Task A_stream_that_spreads_records_takes_them_without_keys_and_uses_all_shards(Protocol protocol)
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.OkAsync("CreateStream", """{"StreamName":"there","RecordDistributionStrategy":"AUTO"}""", protocol);
        (await world.SummaryAsync())["RecordDistributionStrategy"]!.GetValue<string>().ShouldBe("AUTO");

        var one = await world.OkAsync("PutRecord", """{"StreamName":"there","Data":"b25l"}""", protocol);
        var many = await world.OkAsync("PutRecords", """{"StreamName":"there","Records":[{"Data":"dHdv","PartitionKey":"same","ExplicitHashKey":"0"},{"Data":"dHdv","PartitionKey":"same","ExplicitHashKey":"0"},{"Data":""}]}""", protocol);

        var shards = many["Records"]!.AsArray().Append(one).Select(result => result!["ShardId"]!.GetValue<string>()).ToList();
        shards.Distinct().Count().ShouldBe(4);
        var records = (await Task.WhenAll(Enumerable.Range(0, 4).Select(shard => ReadAsync(world, protocol, shard)))).SelectMany(page => page).ToList();
        records.Select(record => record["PartitionKey"]?.GetValue<string>()).Order().ShouldBe([null, null, "same", "same"]);
    }

    [Fact]
    public async Task The_strategy_is_changed_at_once_and_back()
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.OkAsync("CreateStream", """{"StreamName":"there"}""");

        (await world.CallAsync("UpdateStreamRecordDistributionStrategy", Strategy("AUTO"))).ShouldBe((200, ""));
        (await world.SummaryAsync())["StreamStatus"]!.GetValue<string>().ShouldBe("ACTIVE");
        (await world.CallAsync("PutRecord", """{"StreamName":"there","Data":""}""")).Status.ShouldBe(200);
        await world.RestartAsync();
        (await world.CallAsync("PutRecord", """{"StreamName":"there","Data":""}""")).Status.ShouldBe(200);
        (await world.CallAsync("UpdateStreamRecordDistributionStrategy", Strategy("USER_PARTITION_KEY"))).ShouldBe((200, ""));

        await world.RefusedAsync("PutRecord", """{"StreamName":"there","Data":""}""", "ValidationException", $"1 validation error detected: Value null at 'partitionKey' {NoKey}");
    }

    [Theory]
    [InlineData(Protocol.Json)]
    [InlineData(Protocol.Cbor)]
    public async Task A_record_says_whether_it_was_encrypted_when_it_was_put(Protocol protocol)
    {
        const string encryption = """{"StreamName":"there","EncryptionType":"KMS","KeyId":"alias/aws/kinesis"}""";
        var clock = new Testing.Clock.FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));
        await using var world = await ApiWorld.OpenAsync(clock: clock);
        await world.CreateAsync("there", 1);

        (await PutAsync(world, protocol)).ContainsKey("EncryptionType").ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));
        await world.OkAsync("StartStreamEncryption", encryption, protocol);
        (await PutAsync(world, protocol))["EncryptionType"]!.GetValue<string>().ShouldBe("KMS");
        (await world.OkAsync("PutRecords", """{"StreamName":"there","Records":[{"Data":"","PartitionKey":"k"}]}""", protocol))["EncryptionType"]!
            .GetValue<string>().ShouldBe("KMS");
        clock.Advance(TimeSpan.FromSeconds(1));
        await world.OkAsync("StopStreamEncryption", encryption, protocol);
        (await PutAsync(world, protocol)).ContainsKey("EncryptionType").ShouldBeFalse();
        await world.RestartAsync();

        (await ReadAsync(world, protocol, 0)).Select(record => record["EncryptionType"]?.GetValue<string>()).ShouldBe([null, "KMS", "KMS", null]);
    }

    [Theory]
    [InlineData("PutRecord", """{"StreamName":"there","Data":"","PartitionKey":"a","DryRun":true}""")]
    [InlineData("PutRecords", """{"StreamName":"there","Records":[{"Data":"","PartitionKey":"a"}],"DryRun":true}""")]
    [InlineData("GetShardIterator", """{"StreamName":"there","ShardId":"0","ShardIteratorType":"LATEST","DryRun":true}""")]
    public async Task A_dry_run_that_would_succeed_says_so_and_does_nothing(string operation, string request)
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.CreateAsync("there", 1);

        await world.RefusedAsync(operation, request, "DryRunOperationException", "The request would have succeeded, but the DryRun flag is set.");
        await world.RefusedAsync(operation, request.Replace("there", "no", StringComparison.Ordinal), "ResourceNotFoundException",
            operation == "GetShardIterator"
                ? $"Shard shardId-000000000000 in stream no under account {ControlCase.Account} does not exist"
                : $"Stream no under account {ControlCase.Account} not found.");
        (await ReadAsync(world, Protocol.Json, 0)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dry_run_of_GetRecords_judges_the_iterator()
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.CreateAsync("there", 1);
        var place = await world.OkAsync("GetShardIterator", """{"StreamName":"there","ShardId":"0","ShardIteratorType":"LATEST"}""");

        await world.RefusedAsync("GetRecords", $$"""{"ShardIterator":"{{place["ShardIterator"]}}","DryRun":true}""", "DryRunOperationException",
            "The request would have succeeded, but the DryRun flag is set.");
        await world.RefusedAsync("GetRecords", """{"ShardIterator":"bm9uZQ==","DryRun":true}""", "InvalidArgumentException", "Invalid ShardIterator.");
    }

    [Theory]
    [InlineData(Protocol.Json)]
    [InlineData(Protocol.Cbor)]
    public async Task Records_of_10_MiB_are_taken_when_the_stream_says_so(Protocol protocol)
    {
        const int whole = 10 * 1024 * 1024;
        await using var world = await ApiWorld.OpenAsync();
        await world.CreateAsync("there", 1);
        var large = Convert.ToBase64String(new byte[whole - 1]);
        var message = $"The record has {whole} bytes of data and partition key; stream there under account {ControlCase.Account} takes at most 1048576.";
        await world.RefusedAsync("PutRecord", $$"""{"StreamName":"there","PartitionKey":"k","Data":"{{large}}"}""", "InvalidArgumentException", message);

        await world.OkAsync("UpdateMaxRecordSize", $$"""{"StreamARN":"{{Arn}}","MaxRecordSizeInKiB":10240}""", protocol);
        await world.RestartAsync();
        (await world.SummaryAsync())["MaxRecordSizeInKiB"]!.GetValue<int>().ShouldBe(10_240);
        await world.OkAsync("PutRecord", $$"""{"StreamName":"there","PartitionKey":"k","Data":"{{large}}"}""", protocol);
        await world.OkAsync("PutRecords", $$"""{"StreamName":"there","Records":[{"PartitionKey":"k","Data":"{{large}}"}]}""", protocol);
        await world.RefusedAsync("PutRecord", $$"""{"StreamName":"there","PartitionKey":"kk","Data":"{{large}}"}""", "InvalidArgumentException",
            $"The record has {whole + 1} bytes of data and partition key; stream there under account {ControlCase.Account} takes at most {whole}.");

        var place = await world.OkAsync("GetShardIterator", """{"StreamName":"there","ShardId":"0","ShardIteratorType":"TRIM_HORIZON"}""", protocol);
        for (var i = 0; i < 2; i++)
        {
            place = await world.OkAsync("GetRecords", $$"""{"ShardIterator":"{{place["ShardIterator"] ?? place["NextShardIterator"]}}"}""", protocol);
            place["Records"]!.AsArray().Single()!["Data"]!.GetValue<string>().Length.ShouldBe(large.Length);
        }
    }

    private static string Strategy(string name) => $$"""{"StreamARN":"{{Arn}}","RecordDistributionStrategy":"{{name}}"}""";

    private static Task<JsonObject> PutAsync(ApiWorld world, Protocol protocol) =>
        world.OkAsync("PutRecord", """{"StreamName":"there","Data":"","PartitionKey":"k"}""", protocol);

    private static async Task<List<JsonObject>> ReadAsync(ApiWorld world, Protocol protocol, int shard)
    {
        var place = await world.OkAsync("GetShardIterator", $$"""{"StreamName":"there","ShardId":"{{shard}}","ShardIteratorType":"TRIM_HORIZON"}""", protocol);
        var page = await world.OkAsync("GetRecords", $$"""{"ShardIterator":"{{place["ShardIterator"]}}"}""", protocol);
        return [.. page["Records"]!.AsArray().Select(record => record!.AsObject())];
    }
}
