using Hydrant.Core;
using Hydrant.Delivery.Transforms;
using Hydrant.Wire.Shapes;

namespace Hydrant.Destinations.S3;

/// <summary>
/// How an S3 destination stands on the wire. Descriptions have the members of configurations, and the same shapes.
/// </summary>
public static class S3Shapes
{
    public static readonly Shape<string?> RoleArn =
        Shape.String(1, 512, @"arn:.*:iam::\d{12}:role/[a-zA-Z_0-9+=,.@\-_/]+");

    private static readonly Shape<string?> BucketArn = Shape.String(1, 2048, @"arn:.*:s3:::[\w\.\-]{1,255}");

    private static readonly Shape<string?> Prefix = Shape.String(0, FirehoseLimits.MaxPrefixChars, ".*");

    // In the order in which the service prints the set.
    private static readonly Shape<string?> CompressionFormat =
        Shape.Enum("ZIP", "HADOOP_SNAPPY", "Snappy", "GZIP", "UNCOMPRESSED");

    private static readonly Shape<S3BufferingHints?> BufferingHints = new StructureShape<S3BufferingHints>()
        .Optional(
            "SizeInMBs", Shape.Integer(1, FirehoseLimits.MaxS3BufferMiB, FirehoseLimits.WidestS3BufferMiB), h => h.SizeInMBs, (h, v) => h.SizeInMBs = v)
        .Optional(
            "IntervalInSeconds", Shape.Integer(0, FirehoseLimits.MaxBufferSeconds, FirehoseLimits.WidestBufferSeconds),
            h => h.IntervalInSeconds, (h, v) => h.IntervalInSeconds = v);

    private static readonly Shape<S3KmsKey?> KmsKey = new StructureShape<S3KmsKey>()
        .Required(
            "AWSKMSKeyARN", Shape.String(1, 512, @"arn:.*:kms:[a-zA-Z0-9\-]+:\d{12}:(key|alias)/[a-zA-Z_0-9+=,.@\-_/]+"),
            k => k.KeyArn, (k, v) => k.KeyArn = v);

    private static readonly Shape<S3Encryption?> Encryption = new StructureShape<S3Encryption>()
        .Optional("NoEncryptionConfig", Shape.Enum("NoEncryption"), e => e.NoEncryption, (e, v) => e.NoEncryption = v)
        .Optional("KMSEncryptionConfig", KmsKey, e => e.Kms, (e, v) => e.Kms = v);

    private static readonly Shape<S3Logging?> Logging = new StructureShape<S3Logging>()
        .Optional("Enabled", Shape.Boolean, l => l.Enabled, (l, v) => l.Enabled = v)
        .Optional(
            "LogGroupName", Shape.String(0, 512, @"[\.\-_/#A-Za-z0-9]*"),
            l => l.LogGroupName, (l, v) => l.LogGroupName = v)
        .Optional("LogStreamName", Shape.String(0, 512, "[^:*]*"), l => l.LogStreamName, (l, v) => l.LogStreamName = v);

    private static readonly Shape<S3ProcessorParameter?> Parameter = new StructureShape<S3ProcessorParameter>()
        .Required(
            "ParameterName",
            Shape.WideEnum(
                [
                    "LambdaArn", "NumberOfRetries", "MetadataExtractionQuery", "JsonParsingEngine", "RoleArn", "BufferSizeInMBs",
                    "BufferIntervalInSeconds", "SubRecordType", "Delimiter", "CompressionFormat", "DataMessageExtraction",
                ],
                TransformCatalog.OwnParameters),
            p => p.Name, (p, v) => p.Name = v)
        .Required("ParameterValue", Shape.String(1, 5120, @"(?!\s*$)[\s\S]+"), p => p.Value, (p, v) => p.Value = v);

    private static readonly Shape<S3Processor?> Processor = new StructureShape<S3Processor>()
        .Required(
            "Type",
            Shape.WideEnum(
                [
                    "RecordDeAggregation", "Decompression", "CloudWatchLogProcessing", "Lambda", "MetadataExtraction",
                    "AppendDelimiterToRecord",
                ],
                TransformCatalog.OwnTypes),
            p => p.Type, (p, v) => p.Type = v)
        .Optional("Parameters", Shape.List(Parameter), p => p.Parameters, (p, v) => p.Parameters = v);

    private static readonly Shape<S3Processing?> Processing = new StructureShape<S3Processing>()
        .Optional("Enabled", Shape.Boolean, p => p.Enabled, (p, v) => p.Enabled = v)
        .Optional("Processors", Shape.List(Processor), p => p.Processors, (p, v) => p.Processors = v);

    private static readonly Shape<S3Retry?> Retry = new StructureShape<S3Retry>()
        .Optional(
            "DurationInSeconds", Shape.Integer(0, 7200),
            r => r.DurationInSeconds, (r, v) => r.DurationInSeconds = v);

    private static readonly Shape<S3Partitioning?> Partitioning = new StructureShape<S3Partitioning>()
        .Optional("RetryOptions", Retry, p => p.Retry, (p, v) => p.Retry = v)
        .Optional("Enabled", Shape.Boolean, p => p.Enabled, (p, v) => p.Enabled = v);

    /// <summary>S3DestinationConfiguration and S3DestinationDescription.</summary>
    public static readonly Shape<S3Configuration?> Plain = PlainMembers();

    /// <summary>ExtendedS3DestinationConfiguration.</summary>
    public static readonly Shape<S3Configuration?> Extended = ExtendedMembers()
        .Optional("S3BackupConfiguration", Plain, c => c.Backup, (c, v) => c.Backup = v);

    /// <summary>ExtendedS3DestinationDescription.</summary>
    public static readonly Shape<S3Configuration?> ExtendedDescription = ExtendedMembers()
        .Optional("S3BackupDescription", Plain, c => c.Backup);

    /// <summary>S3DestinationUpdate.</summary>
    public static readonly Shape<S3Configuration?> Update = WithPlainMembers(UpdatedPlace());

    /// <summary>ExtendedS3DestinationUpdate.</summary>
    public static readonly Shape<S3Configuration?> ExtendedUpdate = WithExtendedMembers(WithPlainMembers(UpdatedPlace()))
        .Optional("S3BackupUpdate", Update, c => c.Backup, (c, v) => c.Backup = v);

    private static StructureShape<S3Configuration> ExtendedMembers() => WithExtendedMembers(PlainMembers());

    private static StructureShape<S3Configuration> WithExtendedMembers(StructureShape<S3Configuration> shape) => shape
        .Optional("ProcessingConfiguration", Processing, c => c.Processing, (c, v) => c.Processing = v)
        .Optional("S3BackupMode", Shape.Enum("Disabled", "Enabled"), c => c.BackupMode, (c, v) => c.BackupMode = v)
        .Optional(
            "DataFormatConversionConfiguration", S3ConversionShapes.FormatConversion,
            c => c.FormatConversion, (c, v) => c.FormatConversion = v)
        .Optional("DynamicPartitioningConfiguration", Partitioning, c => c.Partitioning, (c, v) => c.Partitioning = v)
        .Optional(
            "FileExtension", Shape.String(0, 128, @"^$|\.[0-9a-z!\-_.*'()]+"),
            c => c.FileExtension, (c, v) => c.FileExtension = v)
        .Optional(
            "CustomTimeZone", Shape.String(0, 50, "^$|[a-zA-Z/_]+"),
            c => c.CustomTimeZone, (c, v) => c.CustomTimeZone = v);

    private static StructureShape<S3Configuration> PlainMembers() => WithPlainMembers(new StructureShape<S3Configuration>()
        .Required("RoleARN", RoleArn, c => c.RoleArn, (c, v) => c.RoleArn = v)
        .Required("BucketARN", BucketArn, c => c.BucketArn, (c, v) => c.BucketArn = v));

    private static StructureShape<S3Configuration> UpdatedPlace() => new StructureShape<S3Configuration>()
        .Optional("RoleARN", RoleArn, c => c.RoleArn, (c, v) => c.RoleArn = v)
        .Optional("BucketARN", BucketArn, c => c.BucketArn, (c, v) => c.BucketArn = v);

    private static StructureShape<S3Configuration> WithPlainMembers(StructureShape<S3Configuration> shape) => shape
        .Optional("Prefix", Prefix, c => c.Prefix, (c, v) => c.Prefix = v)
        .Optional("ErrorOutputPrefix", Prefix, c => c.ErrorOutputPrefix, (c, v) => c.ErrorOutputPrefix = v)
        .Optional("BufferingHints", BufferingHints, c => c.BufferingHints, (c, v) => c.BufferingHints = v)
        .Optional("CompressionFormat", CompressionFormat, c => c.CompressionFormat, (c, v) => c.CompressionFormat = v)
        .Optional("EncryptionConfiguration", Encryption, c => c.Encryption, (c, v) => c.Encryption = v)
        .Optional("CloudWatchLoggingOptions", Logging, c => c.Logging, (c, v) => c.Logging = v);
}
