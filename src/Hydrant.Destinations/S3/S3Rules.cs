using Hydrant.Core;
using Hydrant.Delivery.Configuration;

namespace Hydrant.Destinations.S3;

/// <summary>
/// From what a caller sent to settings that can be built from: rules between members, and what is not supported, by
/// name.
/// </summary>
public static class S3Rules
{
    /// <summary>The settings to be stored, or what is wrong with the request.</summary>
    public static Outcome<DestinationSettings> Check(S3Configuration request, DateTimeOffset now)
    {
        if (FirstUnsupported(request) is { } unsupported) return unsupported;
        if (request.BufferingHints is { } hints && hints.SizeInMBs is null != hints.IntervalInSeconds is null)
            return Fault.InvalidArgument("BufferingHints must have both SizeInMBs and IntervalInSeconds.");

        var options = OptionsOf(request);
        var parts = S3Parts.Of(options, now);
        if (!parts.Ok) return parts.Fault;

        return new DestinationSettings(S3DestinationFactory.KindName, S3Document.Write(options));
    }

    /// <summary>What a description shows of stored settings.</summary>
    public static S3Configuration Describe(DestinationSettings settings)
    {
        var options = S3Document.Read(settings.Json.Span);
        return new S3Configuration
        {
            RoleArn = options.RoleArn,
            BucketArn = options.BucketArn,
            Prefix = options.Prefix,
            ErrorOutputPrefix = GivenOrNull(options.ErrorOutputPrefix),
            BufferingHints = new() { SizeInMBs = options.BufferMiB, IntervalInSeconds = options.BufferSeconds },
            CompressionFormat = options.Compression,
            Encryption = new() { NoEncryption = "NoEncryption" },
            Logging = new()
            {
                Enabled = false, LogGroupName = options.LogGroupName, LogStreamName = options.LogStreamName,
            },
            Processing = new() { Enabled = false, Processors = [] },
            BackupMode = "Disabled",
            FormatConversion = new() { Enabled = false },
            Partitioning = options.PartitioningRetrySeconds is { } seconds
                ? new() { Enabled = false, Retry = new() { DurationInSeconds = seconds } }
                : null,
            FileExtension = GivenOrNull(options.FileExtension),
            CustomTimeZone = GivenOrNull(options.CustomTimeZone),
        };
    }

    private static Fault? FirstUnsupported(S3Configuration request)
    {
        if (request.Logging is { Enabled: true } logging)
        {
            return string.IsNullOrEmpty(logging.LogGroupName)
                ? Fault.InvalidArgument("CloudWatch Log Group Name is required if CloudWatch Logging is enabled")
                : Unsupported("CloudWatchLoggingOptions");
        }

        if (request.Processing is { Enabled: true } or { Processors.Count: > 0 })
        {
            return Unsupported("ProcessingConfiguration");
        }

        if (request.BackupMode == "Enabled") return Unsupported("S3BackupMode Enabled");

        // Given without the member, conversion is on, unlike everything else.
        if (request.FormatConversion is { Enabled: not false }) return Unsupported("DataFormatConversionConfiguration");
        return request.Partitioning is { Enabled: true } ? Unsupported("DynamicPartitioningConfiguration") : null;
    }

    private static S3Options OptionsOf(S3Configuration request)
    {
        var options = new S3Options { RoleArn = request.RoleArn!, BucketArn = request.BucketArn! };
        return options with
        {
            Prefix = request.Prefix ?? "",
            ErrorOutputPrefix = request.ErrorOutputPrefix ?? "",
            BufferMiB = request.BufferingHints?.SizeInMBs ?? options.BufferMiB,
            BufferSeconds = request.BufferingHints?.IntervalInSeconds ?? options.BufferSeconds,
            Compression = request.CompressionFormat ?? options.Compression,
            FileExtension = request.FileExtension ?? "",
            CustomTimeZone = request.CustomTimeZone ?? "",
            LogGroupName = request.Logging?.LogGroupName,
            LogStreamName = request.Logging?.LogStreamName,
            PartitioningRetrySeconds = request.Partitioning is { } off ? off.Retry?.DurationInSeconds ?? 300 : null,
        };
    }

    private static string? GivenOrNull(string text) => text.Length > 0 ? text : null;

    private static Fault Unsupported(string member) =>
        Fault.InvalidArgument($"{member} is not supported yet by this server.");
}
