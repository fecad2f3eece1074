using Hydrant.Delivery;
using Hydrant.Streams.Quotas;

namespace Hydrant.Api.Tests.Firehose;

public sealed class CreateDeliveryStreamTests
{
    private const string Role = "\"RoleARN\":\"arn:aws:iam::000000000000:role/r\"";
    private const string Bucket = "\"BucketARN\":\"arn:aws:s3:::lake\"";
    private const string Source =
        "\"KinesisStreamSourceConfiguration\":{\"KinesisStreamARN\":\"arn:aws:kinesis:us-east-1:000000000000:stream/in\"," + Role + "}";

    [Fact]
    public async Task A_delivery_stream_is_made_and_described_with_its_defaults()
    {
        await using var world = await FirehoseWorld.StartAsync();
        await world.MakeAsync("clicks");

        var (_, answer) = await world.CallAsync("DescribeDeliveryStream", """{"DeliveryStreamName":"clicks"}""");

        var described = answer["DeliveryStreamDescription"]!;
        described["DeliveryStreamARN"]!.GetValue<string>().ShouldBe("arn:aws:firehose:us-east-1:000000000000:deliverystream/clicks");
        described["DeliveryStreamStatus"]!.GetValue<string>().ShouldBe("ACTIVE");
        described["VersionId"]!.GetValue<string>().ShouldBe("1");
        var destination = described["Destinations"]!.AsArray().ShouldHaveSingleItem()!;
        destination["S3DestinationDescription"]!.ToJsonString().ShouldBe(
            "{" + Role + "," + Bucket + ",\"Prefix\":\"\",\"BufferingHints\":{\"SizeInMBs\":5,\"IntervalInSeconds\":300},"
            + "\"CompressionFormat\":\"UNCOMPRESSED\",\"EncryptionConfiguration\":{\"NoEncryptionConfig\":\"NoEncryption\"},"
            + "\"CloudWatchLoggingOptions\":{\"Enabled\":false}}");
        destination["ExtendedS3DestinationDescription"]!["S3BackupMode"]!.GetValue<string>().ShouldBe("Disabled");
    }

    [Fact]
    public async Task A_stream_as_source_is_described_with_its_start()
    {
        await using var world = await FirehoseWorld.StartAsync();
        await world.MakeSourceAsync("in");
        var (status, _) = await world.CallAsync(
            "CreateDeliveryStream",
            "{\"DeliveryStreamName\":\"c\",\"DeliveryStreamType\":\"KinesisStreamAsSource\"," + Source
            + ",\"S3DestinationConfiguration\":{" + Role + "," + Bucket + "}}");
        status.ShouldBe(200);
        while (world.Deliveries.All.Any(stream => !stream.IsActive)) await Task.Yield();

        var (_, answer) = await world.CallAsync("DescribeDeliveryStream", """{"DeliveryStreamName":"c"}""");

        var source = answer["DeliveryStreamDescription"]!["Source"]!["KinesisStreamSourceDescription"]!;
        source["KinesisStreamARN"]!.GetValue<string>().ShouldBe("arn:aws:kinesis:us-east-1:000000000000:stream/in");
        source["DeliveryStartTimestamp"].ShouldNotBeNull();
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        {
            FirehoseWorld.Creation("c", ",\"CompressionFormat\":\"SNAPPY\""), "ValidationException",
            "1 validation error detected: Value at 'extendedS3DestinationConfiguration.compressionFormat' failed to satisfy "
            + "constraint: Member must satisfy enum value set: [ZIP, HADOOP_SNAPPY, Snappy, GZIP, UNCOMPRESSED]"
        },
        {
            "{\"DeliveryStreamName\":\"c\",\"S3DestinationConfiguration\":{" + Role + "}}", "ValidationException",
            "1 validation error detected: Value at 's3DestinationConfiguration.bucketARN' failed to satisfy constraint: "
            + "Member must not be null"
        },
        {
            FirehoseWorld.Creation("c", ",\"BufferingHints\":{\"SizeInMBs\":129,\"IntervalInSeconds\":901}"), "ValidationException",
            "2 validation errors detected: Value at 'extendedS3DestinationConfiguration.bufferingHints.sizeInMBs' failed to satisfy "
            + "constraint: Member must have value less than or equal to 128; Value at "
            + "'extendedS3DestinationConfiguration.bufferingHints.intervalInSeconds' failed to satisfy constraint: Member must have "
            + "value less than or equal to 900"
        },
        {
            "{\"DeliveryStreamName\":\"c\"}", "InvalidArgumentException",
            "Exactly one destination configuration is supported for a Firehose"
        },
        {
            "{\"DeliveryStreamName\":\"c\",\"S3DestinationConfiguration\":{" + Role + "," + Bucket
            + "},\"ExtendedS3DestinationConfiguration\":{" + Role + "," + Bucket + "}}", "InvalidArgumentException",
            "Exactly one destination configuration is supported for a Firehose"
        },
        {
            FirehoseWorld.Creation("taken"), "ResourceInUseException",
            "Firehose taken under accountId 000000000000 already exists"
        },
        {
            "{\"DeliveryStreamName\":\"c\"," + Source + ",\"S3DestinationConfiguration\":{" + Role + "," + Bucket + "}}",
            "InvalidArgumentException", "KinesisSourceStreamConfig is only applicable for KinesisStreamAsSource stream type"
        },
        {
            "{\"DeliveryStreamName\":\"c\",\"DeliveryStreamType\":\"KinesisStreamAsSource\",\"S3DestinationConfiguration\":{"
            + Role + "," + Bucket + "}}",
            "InvalidArgumentException", "KinesisSourceStreamConfig is mandatory for KinesisStreamAsSource stream type."
        },
        {
            "{\"DeliveryStreamName\":\"c\",\"DeliveryStreamType\":\"MSKAsSource\",\"S3DestinationConfiguration\":{"
            + Role + "," + Bucket + "}}",
            "InvalidArgumentException", "DeliveryStreamType MSKAsSource is not supported yet by this server."
        },
        {
            FirehoseWorld.Creation("c", ",\"Prefix\":\"a/!{timestamp:yyyy}/\""), "InvalidArgumentException",
            "Ths supplied prefix(es) do not satisfy the following constraint: "
            + "ErrorOutputPrefix cannot be null or empty when Prefix contains expressions"
        },
        {
            "{\"DeliveryStreamName\":\"c\",\"SplunkDestinationConfiguration\":{}}", "InvalidArgumentException",
            "SplunkDestinationConfiguration is not supported by this server."
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_wrong_request_is_refused_in_the_words_of_the_service(string request, string type, string message)
    {
        await using var world = await FirehoseWorld.StartAsync(new DeliveryOptions { StateDelay = TimeSpan.Zero, Limits = LimitMode.Aws });
        await world.MakeAsync("taken");

        var (status, answer) = await world.CallAsync("CreateDeliveryStream", request);

        status.ShouldBe(400);
        answer["__type"]!.GetValue<string>().ShouldBe(type);
        (answer["message"] ?? answer["Message"])!.GetValue<string>().ShouldBe(message);
        world.Deliveries.All.Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("aws", "Masc", 400, "MetadataExtraction, AppendDelimiterToRecord]; ")]
    [InlineData("aws", "Mask", 400, "MetadataExtraction, AppendDelimiterToRecord]; ")]
    [InlineData("off", "Masc", 400, "AppendDelimiterToRecord, Mask, DropFields, RenameFields, AddFields, JsonToCsv]")]
    [InlineData("off", "Mask", 200, "arn:aws:firehose:us-east-1:000000000000:deliverystream/c")]
    public async Task Processors_that_the_service_does_not_have_are_there_where_its_limits_are_not(string limits, string type, int status, string part)
    {
        await using var world = await FirehoseWorld.StartAsync();
        var processor = $$$"""{"Type":"{{{type}}}","Parameters":[{"ParameterName":"Pattern","ParameterValue":"email"}]}""";
        var processors = string.Join(',', Enumerable.Repeat(processor, status == 200 ? 6 : 1));
        var request = FirehoseWorld.Creation("c", $",\"ProcessingConfiguration\":{{\"Enabled\":true,\"Processors\":[{processors}]}}").TrimEnd();

        var (answered, answer) = await world.CallAsync(
            "CreateDeliveryStream", request[..^1] + $$$""","Tags":[{"Key":"hydrant:limits","Value":"{{{limits}}}"}]}""");

        answered.ShouldBe(status);
        (answer["message"] ?? answer["DeliveryStreamARN"])!.GetValue<string>().ShouldContain(part);
    }

    [Fact]
    public async Task Members_that_are_off_are_taken()
    {
        await using var world = await FirehoseWorld.StartAsync();

        await world.MakeAsync(
            "clicks",
            ",\"ProcessingConfiguration\":{\"Enabled\":false,\"Processors\":[]},\"S3BackupMode\":\"Disabled\","
            + "\"DataFormatConversionConfiguration\":{\"Enabled\":false},\"DynamicPartitioningConfiguration\":{\"Enabled\":false},"
            + "\"EncryptionConfiguration\":{\"NoEncryptionConfig\":\"NoEncryption\"},"
            + "\"CloudWatchLoggingOptions\":{\"Enabled\":false,\"LogGroupName\":\"\",\"LogStreamName\":\"\"}");

        world.Deliveries.All.Count().ShouldBe(1);
    }
}
