using Hydrant.Api.Tests.Protocols;

namespace Hydrant.Api.Tests.Control;

public sealed class MonitoringAndEncryptionTests
{
    private const string Arn = ControlCase.Arn;

    [Theory]
    [InlineData(Protocol.Json)]
    [InlineData(Protocol.Cbor)]
    public async Task Shard_level_metrics_are_switched_on_and_off_and_survive_a_restart(Protocol protocol)
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.CreateAsync("there", 1);

        (await world.OkAsync("EnableEnhancedMonitoring", """{"StreamName":"there","ShardLevelMetrics":["OutgoingBytes","IncomingBytes"]}""", protocol)).ToJsonString()
            .ShouldBe($$"""{"StreamName":"there","CurrentShardLevelMetrics":[],"DesiredShardLevelMetrics":["IncomingBytes","OutgoingBytes"],"StreamARN":"{{Arn}}"}""");
        var all = await world.OkAsync("EnableEnhancedMonitoring", $$"""{"StreamARN":"{{Arn}}","ShardLevelMetrics":["ALL"]}""", protocol);
        all["CurrentShardLevelMetrics"]!.AsArray().Count.ShouldBe(2);
        all["DesiredShardLevelMetrics"]!.AsArray().Count.ShouldBe(7);
        var fewer = await world.OkAsync("DisableEnhancedMonitoring", """{"StreamName":"there","ShardLevelMetrics":["IncomingBytes"]}""", protocol);
        fewer["DesiredShardLevelMetrics"]!.AsArray().Count.ShouldBe(6);
        await world.RestartAsync();

        (await world.SummaryAsync())["EnhancedMonitoring"]![0]!["ShardLevelMetrics"]!.ToJsonString().ShouldBe(
            """["IncomingRecords","OutgoingBytes","OutgoingRecords","WriteProvisionedThroughputExceeded","ReadProvisionedThroughputExceeded","IteratorAgeMilliseconds"]""");
        await world.OkAsync("DisableEnhancedMonitoring", """{"StreamName":"there","ShardLevelMetrics":["ALL"]}""", protocol);
        (await world.SummaryAsync())["EnhancedMonitoring"]!.ToJsonString().ShouldBe("""[{"ShardLevelMetrics":[]}]""");
    }

    [Theory]
    [InlineData("alias/aws/kinesis")]
    [InlineData("1234abcd-12ab-34cd-56ef-1234567890ab")]
    [InlineData("arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab")]
    [InlineData("arn:aws:kms:us-east-1:123456789012:alias/mine")]
    public async Task The_key_is_shown_as_it_was_given_until_encryption_stops(string key)
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.CreateAsync("there", 1);
        EncryptionOf(await world.SummaryAsync()).ShouldBe(("NONE", null));

        await world.OkAsync("StartStreamEncryption", $$"""{"StreamName":"there","EncryptionType":"KMS","KeyId":"{{key}}"}""", Protocol.Cbor);
        await world.RestartAsync();

        EncryptionOf(await world.SummaryAsync()).ShouldBe(("KMS", key));
        var described = await world.OkAsync("DescribeStream", """{"StreamName":"there"}""", Protocol.Cbor);
        EncryptionOf(described["StreamDescription"]!.AsObject()).ShouldBe(("KMS", key));
        await world.OkAsync("StopStreamEncryption", $$"""{"StreamARN":"{{Arn}}","EncryptionType":"KMS","KeyId":"{{key}}"}""");
        EncryptionOf(await world.SummaryAsync()).ShouldBe(("NONE", null));
    }

    private static (string? Type, string? Key) EncryptionOf(System.Text.Json.Nodes.JsonObject description) =>
        (description["EncryptionType"]?.GetValue<string>(), description["KeyId"]?.GetValue<string>());
}
