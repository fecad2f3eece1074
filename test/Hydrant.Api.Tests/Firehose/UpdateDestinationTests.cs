using System.Text.Json.Nodes;

namespace Hydrant.Api.Tests.Firehose;

public sealed class UpdateDestinationTests
{
    private const string Partitioned =
        ",\"Prefix\":\"c=!{partitionKeyFromQuery:c}/\",\"ErrorOutputPrefix\":\"bad/\",\"DynamicPartitioningConfiguration\":{\"Enabled\":true},"
        + "\"ProcessingConfiguration\":{\"Enabled\":true,\"Processors\":[{\"Type\":\"MetadataExtraction\",\"Parameters\":["
        + "{\"ParameterName\":\"MetadataExtractionQuery\",\"ParameterValue\":\"{c: .c}\"},"
        + "{\"ParameterName\":\"JsonParsingEngine\",\"ParameterValue\":\"JQ-1.6\"}]}]}";

    private const string Delimited =
        ",\"ProcessingConfiguration\":{\"Enabled\":true,\"Processors\":[{\"Type\":\"AppendDelimiterToRecord\"}]}";

    [Fact]
    public async Task Members_that_are_not_given_stay_and_the_version_grows()
    {
        await using var world = await FirehoseWorld.StartAsync();
        await world.MakeAsync("s", ",\"Prefix\":\"a/\",\"CompressionFormat\":\"GZIP\"");

        await UpdateAsync(world, "1", "\"Prefix\":\"b/\",\"BufferingHints\":{\"SizeInMBs\":7,\"IntervalInSeconds\":70}");

        var described = await DescribeAsync(world);
        described["VersionId"]!.GetValue<string>().ShouldBe("2");
        described["DeliveryStreamStatus"]!.GetValue<string>().ShouldBe("ACTIVE");
        described["LastUpdateTimestamp"].ShouldNotBeNull();
        var extended = Extended(described);
        extended["Prefix"]!.GetValue<string>().ShouldBe("b/");
        extended["CompressionFormat"]!.GetValue<string>().ShouldBe("GZIP");
        extended["BufferingHints"]!.ToJsonString().ShouldBe("{\"SizeInMBs\":7,\"IntervalInSeconds\":70}");
        extended["BucketARN"]!.GetValue<string>().ShouldBe("arn:aws:s3:::lake");
    }

    [Fact]
    public async Task Processing_is_replaced_as_a_whole_and_off_leaves_no_processors()
    {
        await using var world = await FirehoseWorld.StartAsync();
        await world.MakeAsync("s");

        await UpdateAsync(world, "1", Partitioned[1..]);
        Extended(await DescribeAsync(world))["ProcessingConfiguration"]!["Processors"]!.AsArray().Count.ShouldBe(1);
        Extended(await DescribeAsync(world))["DynamicPartitioningConfiguration"]!["Enabled"]!.GetValue<bool>().ShouldBeTrue();
        await RefusedAsync(
            world, "2", "\"ProcessingConfiguration\":{\"Enabled\":false}", "InvalidArgumentException",
            "A MetadataExtraction processor is required when the S3 Prefix contains partitionKeyFromQuery.");

        await world.MakeAsync("t", Delimited);
        var (status, answer) = await world.CallAsync("UpdateDestination", Request(
            "t", "1", "destinationId-000000000001", "ExtendedS3DestinationUpdate", "\"ProcessingConfiguration\":{\"Enabled\":false}"));
        status.ShouldBe(200, answer.ToJsonString());
        Extended(await DescribeAsync(world, "t"))["ProcessingConfiguration"]!.ToJsonString().ShouldBe("{\"Enabled\":false,\"Processors\":[]}");
    }

    [Fact]
    public async Task What_cannot_be_changed_is_refused_in_words()
    {
        await using var world = await FirehoseWorld.StartAsync();
        await world.MakeAsync(
            "s", Partitioned + ",\"S3BackupMode\":\"Enabled\",\"S3BackupConfiguration\":"
            + "{\"RoleARN\":\"arn:aws:iam::000000000000:role/r\",\"BucketARN\":\"arn:aws:s3:::raw\"}");

        await RefusedAsync(world, "1", "\"S3BackupMode\":\"Disabled\"", "InvalidArgumentException", "S3 backup cannot be disabled once it is enabled.");
        await RefusedAsync(
            world, "1", "\"DynamicPartitioningConfiguration\":{\"Enabled\":false}", "InvalidArgumentException",
            "Dynamic Partitioning cannot be disabled once it is enabled.");
        await UpdateAsync(world, "1", "\"S3BackupUpdate\":{\"Prefix\":\"as-they-came/\"}");

        var backup = Extended(await DescribeAsync(world))["S3BackupDescription"]!;
        backup["Prefix"]!.GetValue<string>().ShouldBe("as-they-came/");
        backup["BucketARN"]!.GetValue<string>().ShouldBe("arn:aws:s3:::raw");
    }

    [Fact]
    public async Task A_backup_that_was_never_configured_needs_its_bucket_and_role()
    {
        await using var world = await FirehoseWorld.StartAsync();
        await world.MakeAsync("s");

        await RefusedAsync(
            world, "1", "\"S3BackupMode\":\"Enabled\",\"S3BackupUpdate\":{\"Prefix\":\"p/\"}", "InvalidArgumentException",
            "RoleARN and BucketARN must be given for an S3 backup that is not configured yet.");
    }

    [Fact]
    public async Task Version_destination_and_name_must_be_those_that_are_there()
    {
        await using var world = await FirehoseWorld.StartAsync();
        await world.MakeAsync("s");

        await RefusedAsync(
            world, "3", "\"Prefix\":\"b/\"", "ConcurrentModificationException",
            "Cannot update firehose: s since the current version id: 1 and specified version id: 3 do not match");
        await RefusedAsync(
            world, Request("s", "1", "destinationId-000000000002", "ExtendedS3DestinationUpdate", ""), "InvalidArgumentException",
            "Destination Id destinationId-000000000002 not found");
        await RefusedAsync(
            world, Request("other", "1", "destinationId-000000000001", "ExtendedS3DestinationUpdate", ""), "ResourceNotFoundException",
            "Firehose other under accountId 000000000000 not found.");
        await RefusedAsync(
            world, """{"DeliveryStreamName":"s","CurrentDeliveryStreamVersionId":"1","DestinationId":"destinationId-000000000001"}""",
            "InvalidArgumentException", "Exactly one destination configuration is supported for a Firehose");
        await RefusedAsync(
            world, Request("s", "x", "destinationId-000000000001", "S3DestinationUpdate", ""), "ValidationException",
            "1 validation error detected: Value at 'currentDeliveryStreamVersionId' failed to satisfy constraint: "
            + "Member must satisfy regular expression pattern: [0-9]+");
    }

    [Fact]
    public async Task Processors_that_the_service_does_not_have_are_there_where_its_limits_are_not()
    {
        const string mask =
            "\"ProcessingConfiguration\":{\"Enabled\":true,\"Processors\":[{\"Type\":\"Mask\",\"Parameters\":["
            + "{\"ParameterName\":\"Pattern\",\"ParameterValue\":\"email\"}]}]}";
        await using var world = await FirehoseWorld.StartAsync();
        await world.MakeAsync("s");
        var kept = FirehoseWorld.Creation("kept").TrimEnd()[..^1] + ",\"Tags\":[{\"Key\":\"hydrant:limits\",\"Value\":\"aws\"}]}";
        (await world.CallAsync("CreateDeliveryStream", kept)).Status.ShouldBe(200);

        await UpdateAsync(world, "1", mask);
        var (status, answer) = await world.CallAsync(
            "UpdateDestination", Request("kept", "1", "destinationId-000000000001", "ExtendedS3DestinationUpdate", mask));

        Extended(await DescribeAsync(world))["ProcessingConfiguration"]!["Processors"]!.AsArray().ShouldHaveSingleItem()!["Type"]!.GetValue<string>().ShouldBe("Mask");
        status.ShouldBe(400);
        answer["message"]!.GetValue<string>().ShouldStartWith(
            "2 validation errors detected: Value at 'extendedS3DestinationUpdate.processingConfiguration.processors.1.member.type' failed to satisfy "
            + "constraint: Member must satisfy enum value set: [RecordDeAggregation, Decompression, CloudWatchLogProcessing, Lambda, "
            + "MetadataExtraction, AppendDelimiterToRecord]; ");
    }

    [Fact]
    public async Task A_key_of_the_store_needs_a_store_that_has_keys()
    {
        await using var world = await FirehoseWorld.StartAsync();
        await world.MakeAsync("s");

        await RefusedAsync(
            world, "1", "\"EncryptionConfiguration\":{\"KMSEncryptionConfig\":{\"AWSKMSKeyARN\":\"arn:aws:kms:us-east-1:000000000000:key/k\"}}",
            "InvalidArgumentException",
            "KMSEncryptionConfig needs a store that encrypts objects, and the buckets of this server are folders. Start it with "
            + "--s3-endpoint, or keep the folders on an encrypted disk and leave KMSEncryptionConfig out.");
    }

    [Fact]
    public async Task The_plain_form_changes_plain_members()
    {
        await using var world = await FirehoseWorld.StartAsync();
        await world.MakeAsync("s");

        var (status, answer) = await world.CallAsync(
            "UpdateDestination", Request("s", "1", "destinationId-000000000001", "S3DestinationUpdate", "\"CompressionFormat\":\"ZIP\""));

        status.ShouldBe(200, answer.ToJsonString());
        Extended(await DescribeAsync(world))["CompressionFormat"]!.GetValue<string>().ShouldBe("ZIP");
    }

    private static async Task UpdateAsync(FirehoseWorld world, string version, string members)
    {
        var (status, answer) = await world.CallAsync(
            "UpdateDestination", Request("s", version, "destinationId-000000000001", "ExtendedS3DestinationUpdate", members));
        status.ShouldBe(200, answer.ToJsonString());
    }

    private static Task RefusedAsync(FirehoseWorld world, string version, string members, string type, string text) => RefusedAsync(
        world, Request("s", version, "destinationId-000000000001", "ExtendedS3DestinationUpdate", members), type, text);

    private static async Task RefusedAsync(FirehoseWorld world, string request, string type, string text)
    {
        var (status, answer) = await world.CallAsync("UpdateDestination", request);
        (status, answer["__type"]!.GetValue<string>(), answer["message"]!.GetValue<string>()).ShouldBe((400, type, text));
    }

    private static string Request(string name, string version, string destination, string member, string members) =>
        $$"""{"DeliveryStreamName":"{{name}}","CurrentDeliveryStreamVersionId":"{{version}}","DestinationId":"{{destination}}","{{member}}":{ {{members}} } }""";

    private static async Task<JsonNode> DescribeAsync(FirehoseWorld world, string name = "s") =>
        (await world.CallAsync("DescribeDeliveryStream", $$"""{"DeliveryStreamName":"{{name}}"}""")).Answer["DeliveryStreamDescription"]!;

    private static JsonNode Extended(JsonNode described) => described["Destinations"]![0]!["ExtendedS3DestinationDescription"]!;
}
