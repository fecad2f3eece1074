using System.Text;
using Hydrant.Core;
using Hydrant.Destinations.S3;
using Hydrant.Testing.Files;

namespace Hydrant.Destinations.Tests.S3;

public sealed class S3RulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Defaults_are_filled_in_and_shown()
    {
        var shown = S3Rules.Describe(S3Rules.Check(Least(), Now).Value);

        (shown.BufferingHints!.SizeInMBs, shown.BufferingHints.IntervalInSeconds).ShouldBe((5, 300));
        (shown.CompressionFormat, shown.Encryption!.NoEncryption, shown.BackupMode).ShouldBe(("UNCOMPRESSED", "NoEncryption", "Disabled"));
        (shown.Logging!.Enabled, shown.Processing!.Enabled, shown.FormatConversion!.Enabled).ShouldBe((false, false, false));
        (shown.Prefix, shown.ErrorOutputPrefix, shown.FileExtension, shown.CustomTimeZone, shown.Partitioning)
            .ShouldBe(("", null, null, null, null));
    }

    [Fact]
    public void What_was_given_is_shown_as_it_was_given()
    {
        var given = Least();
        given.Prefix = "p/!{timestamp:yyyy}/";
        given.ErrorOutputPrefix = "e/!{firehose:error-output-type}/";
        given.BufferingHints = new S3BufferingHints { SizeInMBs = 64, IntervalInSeconds = 0 };
        given.FileExtension = ".json";
        given.CustomTimeZone = "Europe/Berlin";
        given.Logging = new S3Logging { Enabled = false, LogGroupName = "g", LogStreamName = "s" };
        given.Partitioning = new S3Partitioning { Enabled = false };

        var shown = S3Rules.Describe(S3Rules.Check(given, Now).Value);

        (shown.Prefix, shown.ErrorOutputPrefix).ShouldBe((given.Prefix, given.ErrorOutputPrefix));
        (shown.BufferingHints!.SizeInMBs, shown.BufferingHints.IntervalInSeconds).ShouldBe((64, 0));
        (shown.FileExtension, shown.CustomTimeZone).ShouldBe((".json", "Europe/Berlin"));
        (shown.Logging!.LogGroupName, shown.Logging.LogStreamName).ShouldBe(("g", "s"));
        (shown.Partitioning!.Enabled, shown.Partitioning.Retry!.DurationInSeconds).ShouldBe((false, 300));
    }

    public static TheoryData<string, S3Configuration> Refused => new()
    {
        { "S3 backup destination configuration is required when enabling S3 backup.", With(c => c.BackupMode = "Enabled") },
        { "SchemaConfiguration must not be null", With(c => c.FormatConversion = new()) },
        { "InputFormatConfiguration must not be null", With(c => c.FormatConversion = new() { Schema = new() }) },
        { "OutputFormatConfiguration must not be null", With(c => c.FormatConversion = new() { Schema = new(), Input = new() }) },
        { "Deserializer must not be null", Converted(c => c.Input!.Deserializer = new()) },
        { "More than one deserializer specified. Only one may be chosen.", Converted(c => c.Input!.Deserializer!.Hive = new()) },
        { "Serializer must not be null", Converted(c => c.Output!.Serializer = null) },
        { "More than one serializer specified. Only one may be chosen.", Converted(c => c.Output!.Serializer!.Orc = new()) },
        { "SchemaConfiguration.TableName must not be null", Converted(c => c.Schema!.TableName = null) },
        {
            "The S3 destination's compression format must be set to UNCOMPRESSED when data format conversion is enabled",
            With(c => (c.FormatConversion, c.CompressionFormat) = (new(), "GZIP"))
        },
        {
            "BufferingHints.SizeInMBs must be at least 64 when data format conversion is enabled.",
            With(c => (c.FormatConversion, c.BufferingHints) = (new(), new() { SizeInMBs = 63, IntervalInSeconds = 60 }))
        },
        { "A maximum of 5 and a minimum of 1 processor needs to be supplied when processing is enabled.", Processed() },
        { "Cannot have more than 1 Lambda processor.", Processed(Lambda(), Lambda()) },
        { "LambdaArn is required when Lambda processor is used.", Processed(Processor("Lambda")) },
        { "Number of retries for lambda must be between 0 and 300.", Processed(Lambda(("NumberOfRetries", "301"))) },
        { "BufferSizeInMBs for lambda processor must be between 0.2 and 3.", Processed(Lambda(("BufferSizeInMBs", "0.1"))) },
        { "SubRecordType has to be one of JSON, DELIMITED", Processed(Processor("RecordDeAggregation", ("SubRecordType", "XML"))) },
        {
            "MetaDataExtraction JSON Parsing Engine has to be one of JQ-1.6",
            Processed(Processor("MetadataExtraction", ("JsonParsingEngine", "JQ-1.7"), ("MetadataExtractionQuery", "{a: .a}")))
        },
        {
            "class com.amazonaws.services.firehose.internal.model.MetadataExtractionProcessor can only be present when Dynamic Partitioning is enabled.",
            Processed(Query("{a: .a}"))
        },
        {
            "CloudWatchLogProcessingProcessor can only be enabled with DecompressionProcessor",
            Processed(Processor("CloudWatchLogProcessing", ("DataMessageExtraction", "true")))
        },
        {
            "Invalid parameter value for DataMessageExtraction. Allowed values are True and False.",
            Processed(Processor("CloudWatchLogProcessing", ("DataMessageExtraction", "maybe")))
        },
        {
            "S3 Prefix should contain Dynamic Partitioning namespaces when Dynamic Partitioning is enabled",
            With(c => c.Partitioning = new() { Enabled = true })
        },
        {
            "BufferingHints.SizeInMBs must be at least 64 when Dynamic Partitioning is enabled.",
            With(c => (c.Partitioning, c.BufferingHints) = (new() { Enabled = true }, new() { SizeInMBs = 5, IntervalInSeconds = 60 }))
        },
        {
            "MetaDataExtraction JQ Query can't contain keys that are not present in the S3 Prefix expression",
            Partitioned("x=!{partitionKeyFromQuery:a}/", Query("{a: .a, b: .b}"))
        },
        {
            "The MetadataExtraction query does not give the key b of the S3 Prefix expression.",
            Partitioned("x=!{partitionKeyFromQuery:a}/y=!{partitionKeyFromQuery:b}/", Query("{a: .a}"))
        },
        {
            "A Lambda processor is required when the S3 Prefix contains partitionKeyFromLambda.",
            Partitioned("x=!{partitionKeyFromLambda:a}/", Processor("AppendDelimiterToRecord"))
        },
        { "Pattern is required when Mask processor is used.", Processed(Processor("Mask")) },
        {
            "A JsonToCsv processor needs an AppendDelimiterToRecord processor, which ends its rows.",
            Processed(Processor("JsonToCsv", ("Fields", "a")))
        },
        {
            "Cannot have more than 1 JsonToCsv processor.",
            Processed(Processor("JsonToCsv", ("Fields", "a")), Processor("JsonToCsv", ("Fields", "a")), Processor("AppendDelimiterToRecord"))
        },
        {
            "A JsonToCsv processor cannot be used when data format conversion is enabled.",
            Rows(Converted(_ => { }))
        },
        { "CloudWatch Log Group Name is required if CloudWatch Logging is enabled", With(c => c.Logging = new() { Enabled = true }) },
        { "BufferingHints must have both SizeInMBs and IntervalInSeconds.", With(c => c.BufferingHints = new() { SizeInMBs = 5 }) },
        {
            "BufferingHints.SizeInMBs must be at most 4000 when CompressionFormat is ZIP.",
            With(c => (c.CompressionFormat, c.BufferingHints) = ("ZIP", new() { SizeInMBs = 4001, IntervalInSeconds = 60 }))
        },
        { "CustomTimeZone Mars/Olympus is not a time zone of the IANA database.", With(c => c.CustomTimeZone = "Mars/Olympus") },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void What_cannot_be_done_is_refused_by_name(string reason, S3Configuration request) =>
        S3Rules.Check(request, Now).Fault.ShouldBe(Fault.InvalidArgument(reason));

    [Fact]
    public void Several_of_one_type_and_more_than_five_are_taken_where_limits_are_off()
    {
        var request = Processed([.. Enumerable.Repeat(Processor("DropFields", ("Fields", "a")), 6)]);

        S3Rules.Check(request, Now, keepsLimits: false).Ok.ShouldBeTrue();
        S3Rules.Check(request, Now).Ok.ShouldBeFalse();
    }

    [Fact]
    public void Version_1_of_the_settings_is_read()
    {
        var options = S3Document.Read(Golden.Read("delivery-s3", "v1.json"));

        (options.Bucket, options.BufferMiB, options.FileExtension).ShouldBe(("lake", 64, ".json"));
        (options.IsProcessing, options.IsPartitioned, options.IsConverted, options.Backup).ShouldBe((false, false, false, null));
    }

    [Fact]
    public void Version_2_of_the_settings_is_read()
    {
        var options = S3Document.Read(Golden.Read("delivery-s3", "v2.json"));

        (options.IsBackedUp, options.IsLogged, options.KmsKeyArn).ShouldBe((true, false, null));
    }

    [Fact]
    public void Version_3_of_the_settings_is_read_and_written_to_the_byte()
    {
        var golden = Golden.Read("delivery-s3", "v3.json");

        var options = S3Document.Read(golden);

        options.Processors.Select(processor => processor.Type).ShouldBe(["MetadataExtraction", "AppendDelimiterToRecord"]);
        (options.IsLogged, options.LogGroupName).ShouldBe((true, "/aws/kinesisfirehose/c"));
        options.KmsKeyArn.ShouldBe("arn:aws:kms:us-east-1:000000000000:key/k");
        options.FormatConversion!.Output!.Serializer!.Orc!.PaddingTolerance.ShouldBe(0.25);
        (options.IsProcessing, options.IsPartitioned, options.IsConverted, options.IsBackedUp).ShouldBe((true, true, true, true));
        Encoding.UTF8.GetString(S3Document.Write(options)).ShouldBe(Encoding.UTF8.GetString(golden));
    }

    [Fact]
    public void A_key_and_an_error_log_are_described_as_they_were_given()
    {
        var described = S3Rules.Describe(S3Rules.Check(
            With(c =>
            {
                c.Encryption = new() { Kms = new() { KeyArn = "arn:aws:kms:us-east-1:000000000000:key/k" } };
                c.Logging = new() { Enabled = true, LogGroupName = "g", LogStreamName = "s" };
            }),
            Now).Value);

        (described.Encryption!.NoEncryption, described.Encryption.Kms!.KeyArn).ShouldBe((null, "arn:aws:kms:us-east-1:000000000000:key/k"));
        (described.Logging!.Enabled, described.Logging.LogGroupName, described.Logging.LogStreamName).ShouldBe((true, "g", "s"));
    }

    private static S3Configuration Least() =>
        new() { RoleArn = "arn:aws:iam::000000000000:role/r", BucketArn = "arn:aws:s3:::lake" };

    private static S3Configuration With(Action<S3Configuration> change)
    {
        var configuration = Least();
        change(configuration);
        return configuration;
    }

    private static S3Configuration Converted(Action<S3FormatConversion> change)
    {
        var conversion = new S3FormatConversion
        {
            Schema = new() { RoleArn = "arn:aws:iam::000000000000:role/r", DatabaseName = "d", TableName = "t" },
            Input = new() { Deserializer = new() { OpenX = new() } },
            Output = new() { Serializer = new() { Parquet = new() } },
        };
        change(conversion);
        return With(c => c.FormatConversion = conversion);
    }

    private static S3Configuration Processed(params S3Processor[] processors) =>
        With(c => c.Processing = new() { Enabled = true, Processors = [.. processors] });

    private static S3Configuration Rows(S3Configuration configuration)
    {
        configuration.Processing = Processed(Processor("JsonToCsv", ("Fields", "a"))).Processing;
        return configuration;
    }

    private static S3Configuration Partitioned(string prefix, params S3Processor[] processors)
    {
        var configuration = Processed(processors);
        (configuration.Prefix, configuration.ErrorOutputPrefix) = (prefix, "e/!{firehose:error-output-type}/");
        configuration.Partitioning = new() { Enabled = true };
        return configuration;
    }

    private static S3Processor Lambda(params (string Name, string Value)[] more) =>
        Processor("Lambda", [("LambdaArn", "arn:aws:lambda:us-east-1:000000000000:function:f"), .. more]);

    private static S3Processor Query(string query) =>
        Processor("MetadataExtraction", ("JsonParsingEngine", "JQ-1.6"), ("MetadataExtractionQuery", query));

    private static S3Processor Processor(string type, params (string Name, string Value)[] parameters) => new()
    {
        Type = type,
        Parameters = [.. parameters.Select(parameter => new S3ProcessorParameter { Name = parameter.Name, Value = parameter.Value })],
    };
}
