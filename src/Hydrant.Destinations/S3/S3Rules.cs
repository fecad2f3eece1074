using Hydrant.Core;
using Hydrant.Delivery.Configuration;
using Hydrant.Delivery.Transforms;

namespace Hydrant.Destinations.S3;

/// <summary>
/// From what a caller sent to settings that can be built from: rules between members, and what is not supported, by
/// name.
/// </summary>
public static class S3Rules
{
    // An archive ends at 4 GiB; a buffer goes beyond its size by a record.
    private const int MaxZipMiB = 4_000;

    /// <summary>The settings to be stored, or what is wrong with the request.</summary>
    /// <param name="request">What the caller sent.</param>
    /// <param name="now">The lengths of prefixes are judged by what they are worth at this moment.</param>
    /// <param name="keepsLimits">Whether partitions and conversion ask for large buffers, as they do in the service.</param>
    public static Outcome<DestinationSettings> Check(S3Configuration request, DateTimeOffset now, bool keepsLimits = true)
    {
        var options = CheckOptions(request, now, keepsLimits);
        return options.Ok ? new DestinationSettings(S3DestinationFactory.KindName, S3Document.Write(options.Value)) : options.Fault;
    }

    private static Outcome<S3Options> CheckOptions(S3Configuration request, DateTimeOffset now, bool keepsLimits)
    {
        if (request.Logging is { Enabled: true } logging && string.IsNullOrEmpty(logging.LogGroupName))
            return Fault.InvalidArgument("CloudWatch Log Group Name is required if CloudWatch Logging is enabled");
        if (request.BufferingHints is { } hints && hints.SizeInMBs is null != hints.IntervalInSeconds is null)
            return Fault.InvalidArgument("BufferingHints must have both SizeInMBs and IntervalInSeconds.");
        if (S3ProcessingRules.FirstBroken(request, keepsLimits) is { } processing) return processing;
        if (S3ConversionRules.FirstBroken(request, keepsLimits) is { } conversion) return conversion;
        if (request is { BackupMode: "Enabled", Backup: null })
            return Fault.InvalidArgument("S3 backup destination configuration is required when enabling S3 backup.");

        S3Options? backup = null;
        if (request.Backup is { } given)
        {
            var checkedBackup = CheckOptions(given, now, keepsLimits);
            if (!checkedBackup.Ok) return checkedBackup.Fault;
            backup = checkedBackup.Value;
        }

        var options = OptionsOf(request) with { Backup = backup };
        if (options is { Compression: "ZIP", BufferMiB: > MaxZipMiB })
            return Fault.InvalidArgument($"BufferingHints.SizeInMBs must be at most {MaxZipMiB} when CompressionFormat is ZIP.");

        var parts = S3Parts.Of(options, now);
        if (!parts.Ok) return parts.Fault;
        return S3ProcessingRules.FirstUnusedKey(options, parts.Value.Prefixes) is { } unused ? unused : options;
    }

    /// <summary>What a description shows of stored settings.</summary>
    public static S3Configuration Describe(DestinationSettings settings) => Describe(S3Document.Read(settings.Json.Span));

    private static S3Configuration Describe(S3Options options) => new()
    {
        RoleArn = options.RoleArn,
        BucketArn = options.BucketArn,
        Prefix = options.Prefix,
        ErrorOutputPrefix = GivenOrNull(options.ErrorOutputPrefix),
        BufferingHints = new() { SizeInMBs = options.BufferMiB, IntervalInSeconds = options.BufferSeconds },
        CompressionFormat = options.Compression,
        Encryption = options.KmsKeyArn is { } key ? new() { Kms = new() { KeyArn = key } } : new() { NoEncryption = "NoEncryption" },
        Logging = new()
        {
            Enabled = options.IsLogged, LogGroupName = options.LogGroupName, LogStreamName = options.LogStreamName,
        },
        Processing = new() { Enabled = options.IsProcessing, Processors = [.. options.Processors.Select(Describe)] },
        BackupMode = options.IsBackedUp ? "Enabled" : "Disabled",
        Backup = options.Backup is { } backup ? Describe(backup) : null,
        FormatConversion = options.FormatConversion is { } conversion ? S3ConversionRules.Describe(conversion) : new() { Enabled = false },
        Partitioning = options.PartitioningRetrySeconds is { } seconds
            ? new() { Enabled = options.IsPartitioned, Retry = new() { DurationInSeconds = seconds } }
            : null,
        FileExtension = GivenOrNull(options.FileExtension),
        CustomTimeZone = GivenOrNull(options.CustomTimeZone),
    };

    private static S3Processor? Describe(ProcessorSettings processor) => new()
    {
        Type = processor.Type,
        Parameters = [.. processor.Parameters.Select(parameter => new S3ProcessorParameter { Name = parameter.Key, Value = parameter.Value })],
    };

    private static S3Options OptionsOf(S3Configuration request)
    {
        var options = new S3Options { RoleArn = request.RoleArn!, BucketArn = request.BucketArn! };
        var isConverted = request.FormatConversion is { Enabled: not false };
        var isPartitioned = request.Partitioning is { Enabled: true };
        return options with
        {
            Prefix = request.Prefix ?? "",
            ErrorOutputPrefix = request.ErrorOutputPrefix ?? "",
            BufferMiB = request.BufferingHints?.SizeInMBs
                ?? (isConverted || isPartitioned ? FirehoseLimits.MaxS3BufferMiB : options.BufferMiB),
            BufferSeconds = request.BufferingHints?.IntervalInSeconds ?? options.BufferSeconds,
            Compression = request.CompressionFormat ?? options.Compression,
            FileExtension = request.FileExtension ?? "",
            CustomTimeZone = request.CustomTimeZone ?? "",
            KmsKeyArn = request.Encryption?.Kms?.KeyArn,
            IsLogged = request.Logging is { Enabled: true },
            LogGroupName = request.Logging?.LogGroupName,
            LogStreamName = request.Logging?.LogStreamName,
            PartitioningRetrySeconds = request.Partitioning is { } given ? given.Retry?.DurationInSeconds ?? 300 : null,
            IsPartitioned = isPartitioned,
            IsProcessing = request.Processing is { Enabled: true },
            Processors = [.. (request.Processing?.Processors ?? []).Select(S3ProcessingRules.SettingsOf)],
            FormatConversion = request.FormatConversion,
            IsBackedUp = request.BackupMode == "Enabled",
        };
    }

    private static string? GivenOrNull(string text) => text.Length > 0 ? text : null;
}
