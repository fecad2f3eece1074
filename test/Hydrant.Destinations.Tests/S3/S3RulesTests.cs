using System.Runtime.CompilerServices;
using System.Text;
using Hydrant.Core;
using Hydrant.Destinations.S3;

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
        { "ProcessingConfiguration is not supported yet by this server.", With(c => c.Processing = new() { Enabled = true }) },
        {
            "ProcessingConfiguration is not supported yet by this server.",
            With(c => c.Processing = new() { Enabled = false, Processors = [new S3Processor { Type = "Lambda" }] })
        },
        { "S3BackupMode Enabled is not supported yet by this server.", With(c => c.BackupMode = "Enabled") },
        { "DataFormatConversionConfiguration is not supported yet by this server.", With(c => c.FormatConversion = new()) },
        {
            "DataFormatConversionConfiguration is not supported yet by this server.",
            With(c => c.FormatConversion = new() { Enabled = true })
        },
        { "DynamicPartitioningConfiguration is not supported yet by this server.", With(c => c.Partitioning = new() { Enabled = true }) },
        { "CloudWatch Log Group Name is required if CloudWatch Logging is enabled", With(c => c.Logging = new() { Enabled = true }) },
        {
            "CloudWatchLoggingOptions is not supported yet by this server.",
            With(c => c.Logging = new() { Enabled = true, LogGroupName = "g", LogStreamName = "s" })
        },
        { "BufferingHints must have both SizeInMBs and IntervalInSeconds.", With(c => c.BufferingHints = new() { SizeInMBs = 5 }) },
        { "CustomTimeZone Mars/Olympus is not a time zone of the IANA database.", With(c => c.CustomTimeZone = "Mars/Olympus") },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void What_cannot_be_done_is_refused_by_name(string reason, S3Configuration request) =>
        S3Rules.Check(request, Now).Fault.ShouldBe(Fault.InvalidArgument(reason));

    [Fact]
    public void Version_1_of_the_settings_is_read_and_written_to_the_byte()
    {
        var tests = Directory.GetParent(Here())!.Parent!.Parent!.FullName;
        var golden = File.ReadAllBytes(Path.Combine(tests, "testdata", "delivery-s3", "v1.json"));

        var options = S3Document.Read(golden);

        (options.Bucket, options.BufferMiB, options.FileExtension).ShouldBe(("lake", 64, ".json"));
        Encoding.UTF8.GetString(S3Document.Write(options)).ShouldBe(Encoding.UTF8.GetString(golden));
    }

    private static string Here([CallerFilePath] string here = "") => here;

    private static S3Configuration Least() =>
        new() { RoleArn = "arn:aws:iam::000000000000:role/r", BucketArn = "arn:aws:s3:::lake" };

    private static S3Configuration With(Action<S3Configuration> change)
    {
        var configuration = Least();
        change(configuration);
        return configuration;
    }
}
