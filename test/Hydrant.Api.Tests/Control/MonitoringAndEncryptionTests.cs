using Hydrant.Api.Tests.Protocols;

namespace Hydrant.Api.Tests.Control;

public sealed class MonitoringAndEncryptionTests
{
    private const string Arn = ControlCase.Arn;
    private const string UnknownStream = $"Stream no under account {ControlCase.Account} not found.";
    private const string MissingName = "StreamName or StreamARN must be specified.";
    private const string MetricNames = "[IncomingBytes, IncomingRecords, OutgoingBytes, OutgoingRecords, WriteProvisionedThroughputExceeded, ReadProvisionedThroughputExceeded, IteratorAgeMilliseconds, ALL]";

    [Theory]
    [InlineData("EnableEnhancedMonitoring", """{"StreamName":"no","ShardLevelMetrics":["ALL"]}""", "ResourceNotFoundException", UnknownStream)]
    [InlineData("EnableEnhancedMonitoring", """{"ShardLevelMetrics":["ALL"]}""", "InvalidArgumentException", MissingName)]
    [InlineData("EnableEnhancedMonitoring", """{"StreamName":"there"}""", "ValidationException", "1 validation error detected: Value null at 'shardLevelMetrics' failed to satisfy constraint: Member must not be null")]
    [InlineData("EnableEnhancedMonitoring", """{"StreamName":"there","ShardLevelMetrics":[]}""", "ValidationException", "1 validation error detected: Value '[]' at 'shardLevelMetrics' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [InlineData("EnableEnhancedMonitoring", """{"StreamName":"there","ShardLevelMetrics":["Speed"]}""", "ValidationException", $"1 validation error detected: Value 'Speed' at 'shardLevelMetrics.1.member' failed to satisfy constraint: Member must satisfy enum value set: {MetricNames}")]
    [InlineData("EnableEnhancedMonitoring", """{"StreamName":"there","ShardLevelMetrics":["ALL","IncomingBytes"]}""", "InvalidArgumentException", "DesiredShardLevelMetrics cannot have ALL with other metric names")]
    [InlineData("DisableEnhancedMonitoring", """{"StreamName":"no","ShardLevelMetrics":["ALL"]}""", "ResourceNotFoundException", UnknownStream)]
    [InlineData("DisableEnhancedMonitoring", """{"StreamName":"there","ShardLevelMetrics":["ALL","IncomingBytes"]}""", "InvalidArgumentException", "DesiredShardLevelMetrics cannot have ALL with other metric names")]
    [InlineData("StartStreamEncryption", """{"StreamName":"no","EncryptionType":"KMS","KeyId":"k"}""", "ResourceNotFoundException", UnknownStream)]
    [InlineData("StartStreamEncryption", """{"EncryptionType":"KMS","KeyId":"k"}""", "InvalidArgumentException", MissingName)]
    [InlineData("StartStreamEncryption", """{"StreamName":"there","KeyId":"k"}""", "ValidationException", "1 validation error detected: Value null at 'encryptionType' failed to satisfy constraint: Member must not be null")]
    [InlineData("StartStreamEncryption", """{"StreamName":"there","EncryptionType":"AES","KeyId":"k"}""", "ValidationException", "1 validation error detected: Value 'AES' at 'encryptionType' failed to satisfy constraint: Member must satisfy enum value set: [NONE, KMS]")]
    [InlineData("StartStreamEncryption", """{"StreamName":"there","EncryptionType":"KMS","KeyId":""}""", "ValidationException", "1 validation error detected: Value '' at 'keyId' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [InlineData("StartStreamEncryption", """{"StreamName":"there","EncryptionType":"NONE","KeyId":"k"}""", "InvalidArgumentException", "EncryptionType must be KMS, not NONE.")]
    [InlineData("StartStreamEncryption", """{"StreamName":"there","EncryptionType":"KMS","KeyId":"arn:aws:kms:us-east-1"}""", "KMSNotFoundException", "Invalid arn us-east-1")]
    [InlineData("StartStreamEncryption", """{"StreamName":"there","EncryptionType":"KMS","KeyId":"arn:aws:kms:eu-west-1:123456789012:key/k"}""", "KMSNotFoundException", "Invalid arn us-east-1")]
    [InlineData("StopStreamEncryption", """{"StreamName":"no","EncryptionType":"KMS","KeyId":"k"}""", "ResourceNotFoundException", UnknownStream)]
    [InlineData("StopStreamEncryption", """{"StreamName":"there","EncryptionType":"NONE","KeyId":"k"}""", "InvalidArgumentException", "EncryptionType must be KMS, not NONE.")]
    [InlineData("StopStreamEncryption", """{"StreamName":"there","EncryptionType":"KMS"}""", "ValidationException", "1 validation error detected: Value null at 'keyId' failed to satisfy constraint: Member must not be null")]
    public async Task A_wrong_request_is_refused_in_the_words_of_the_service(string operation, string request, string type, string message)
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.CreateAsync("there", 1);

        await world.RefusedAsync(operation, request, type, message);
    }

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
