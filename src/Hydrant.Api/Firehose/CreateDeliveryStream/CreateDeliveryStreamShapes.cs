using Hydrant.Api.Firehose.Shared;
using Hydrant.Api.Shared;
using Hydrant.Core;
using Hydrant.Destinations.S3;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.CreateDeliveryStream;

internal sealed class CreateDeliveryStreamRequest : INamesStream
{
    public string? DeliveryStreamName { get; set; }

    string? INamesStream.Stream => DeliveryStreamName;

    public string? DeliveryStreamType { get; set; }

    public DirectPutSource? DirectPutSource { get; set; }

    public KinesisSource? KinesisSource { get; set; }

    public EncryptionInput? Encryption { get; set; }

    public S3Configuration? S3 { get; set; }

    public S3Configuration? ExtendedS3 { get; set; }

    public List<DeliveryTag?>? Tags { get; set; }

    public List<string> NotSupported { get; } = [];
}

internal sealed class DirectPutSource
{
    public int? ThroughputHintInMBs { get; set; }
}

internal sealed class KinesisSource
{
    public string? StreamArn { get; set; }

    public string? RoleArn { get; set; }
}

internal sealed class CreateDeliveryStreamResponse
{
    public string DeliveryStreamArn { get; init; } = "";
}

internal static class CreateDeliveryStreamShapes
{
    private static readonly Shape<string?> StreamArn =
        Shape.String(1, 512, @"arn:.*:kinesis:[a-zA-Z0-9\-]+:\d{12}:stream/[a-zA-Z0-9_.-]+");

    private static readonly Shape<DirectPutSource?> DirectPutSource = new StructureShape<DirectPutSource>()
        .Required(
            "ThroughputHintInMBs", Shape.Integer(1, FirehoseLimits.MaxThroughputHintMiB, int.MaxValue),
            s => s.ThroughputHintInMBs, (s, v) => s.ThroughputHintInMBs = v);

    private static readonly Shape<KinesisSource?> KinesisSource = new StructureShape<KinesisSource>()
        .Required("KinesisStreamARN", StreamArn, s => s.StreamArn, (s, v) => s.StreamArn = v)
        .Required("RoleARN", S3Shapes.RoleArn, s => s.RoleArn, (s, v) => s.RoleArn = v);

    public static readonly Shape<CreateDeliveryStreamRequest?> Request =
        new StructureShape<CreateDeliveryStreamRequest>()
        .Required(
            "DeliveryStreamName", FirehoseShapes.DeliveryStreamName,
            r => r.DeliveryStreamName, (r, v) => r.DeliveryStreamName = v)
        .Optional(
            "DeliveryStreamType", FirehoseShapes.DeliveryStreamType,
            r => r.DeliveryStreamType, (r, v) => r.DeliveryStreamType = v)
        .Optional(
            "DirectPutSourceConfiguration", DirectPutSource,
            r => r.DirectPutSource, (r, v) => r.DirectPutSource = v)
        .Optional(
            "KinesisStreamSourceConfiguration", KinesisSource,
            r => r.KinesisSource, (r, v) => r.KinesisSource = v)
        .Optional("DeliveryStreamEncryptionConfigurationInput", EncryptionInput.Shape, r => r.Encryption, (r, v) => r.Encryption = v)
        .Optional("S3DestinationConfiguration", S3Shapes.Plain, r => r.S3, (r, v) => r.S3 = v)
        .Optional(
            "ExtendedS3DestinationConfiguration", S3Shapes.Extended,
            r => r.ExtendedS3, (r, v) => r.ExtendedS3 = v)
        .Optional("Tags", DeliveryTagShapes.Given, r => r.Tags, (r, v) => r.Tags = v)
        .Unsupported(
            r => r.NotSupported,
            "RedshiftDestinationConfiguration", "ElasticsearchDestinationConfiguration", "AmazonopensearchserviceDestinationConfiguration",
            "SplunkDestinationConfiguration", "HttpEndpointDestinationConfiguration",
            "AmazonOpenSearchServerlessDestinationConfiguration", "MSKSourceConfiguration",
            "SnowflakeDestinationConfiguration", "IcebergDestinationConfiguration", "DatabaseSourceConfiguration");

    public static readonly Shape<CreateDeliveryStreamResponse?> Response =
        new StructureShape<CreateDeliveryStreamResponse>()
        .Required("DeliveryStreamARN", Shape.AnyString, r => r.DeliveryStreamArn);
}
