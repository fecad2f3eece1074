using System.Globalization;
using Hydrant.Api.Firehose.Shared;
using Hydrant.Api.Shared;
using Hydrant.Delivery.Configuration;
using Hydrant.Destinations.S3;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.DescribeDeliveryStream;

internal sealed class DescribeDeliveryStreamRequest : INamesStream
{
    public string? DeliveryStreamName { get; set; }

    string? INamesStream.Stream => DeliveryStreamName;

    /// <summary>Checked; a delivery stream has one destination, so that no limit can cut anything off.</summary>
    public int? Limit { get; set; }

    public string? ExclusiveStartDestinationId { get; set; }
}

internal sealed class DescribeDeliveryStreamResponse
{
    private readonly string? _after;

    public DescribeDeliveryStreamResponse()
    {
    }

    public DescribeDeliveryStreamResponse(DeliveryStreamState state, string? after) => (State, _after) = (state, after);

    public DeliveryStreamState State { get; } = null!;

    public DescribedEncryption Encryption => new() { Now = State.Spec.Encryption };

    public DescribedSource? Source => State.Spec.KinesisSource is null && State.Spec.ThroughputHintMiB is null
        ? null
        : new DescribedSource { Spec = State.Spec };

    /// <summary>The only one, if it comes behind the one the caller has.</summary>
    public List<DescribedDestination?> Destinations => string.CompareOrdinal(FirehoseShapes.OnlyDestinationId, _after) > 0
        ? [new DescribedDestination { S3 = S3Rules.Describe(State.Spec.Destination) }]
        : [];
}

internal sealed class DescribedSource
{
    public DeliveryStreamSpec Spec { get; init; } = null!;

    public KinesisSourceSettings Kinesis => Spec.KinesisSource!;
}

internal sealed class DescribedDestination
{
    public S3Configuration? S3 { get; init; }
}

internal sealed class DescribedEncryption
{
    public DeliveryEncryption Now { get; init; } = DeliveryEncryption.Off;

    public string Status => Now.Status.ToString().ToUpperInvariant();

    public string? KeyType => Now.Status == DeliveryEncryptionStatus.Disabled ? null
        : Now.KeyArn is null ? EncryptionInput.OwnedByService : EncryptionInput.OwnedByCaller;
}

internal static class DescribeDeliveryStreamShapes
{
    public static readonly Shape<DescribeDeliveryStreamRequest?> Request =
        new StructureShape<DescribeDeliveryStreamRequest>()
        .Required(
            "DeliveryStreamName", FirehoseShapes.DeliveryStreamName,
            r => r.DeliveryStreamName, (r, v) => r.DeliveryStreamName = v)
        .Optional("Limit", FirehoseShapes.Limit, r => r.Limit, (r, v) => r.Limit = v)
        .Optional(
            "ExclusiveStartDestinationId", FirehoseShapes.DestinationId,
            r => r.ExclusiveStartDestinationId, (r, v) => r.ExclusiveStartDestinationId = v);

    private static readonly Shape<DescribedSource?> KinesisSource = new StructureShape<DescribedSource>()
        .Required("KinesisStreamARN", Shape.AnyString, s => s.Kinesis.StreamArn)
        .Required("RoleARN", Shape.AnyString, s => s.Kinesis.RoleArn)
        .Optional("DeliveryStartTimestamp", Shape.Timestamp, s => s.Kinesis.StartedAtMs);

    private static readonly Shape<DescribedSource?> DirectPutSource = new StructureShape<DescribedSource>()
        .Required("ThroughputHintInMBs", Shape.Integer(), s => s.Spec.ThroughputHintMiB);

    private static readonly Shape<DescribedSource?> Source = new StructureShape<DescribedSource>()
        .Optional("DirectPutSourceDescription", DirectPutSource, s => s.Spec.ThroughputHintMiB is null ? null : s)
        .Optional("KinesisStreamSourceDescription", KinesisSource, s => s.Spec.KinesisSource is null ? null : s);

    private static readonly Shape<DescribedDestination?> Destination = new StructureShape<DescribedDestination>()
        .Required("DestinationId", Shape.AnyString, d => FirehoseShapes.OnlyDestinationId)
        .Optional("S3DestinationDescription", S3Shapes.Plain, d => d.S3)
        .Optional("ExtendedS3DestinationDescription", S3Shapes.ExtendedDescription, d => d.S3);

    private static readonly Shape<DescribedEncryption?> Encryption = new StructureShape<DescribedEncryption>()
        .Optional("KeyARN", Shape.AnyString, e => e.Now.KeyArn)
        .Optional("KeyType", Shape.AnyString, e => e.KeyType)
        .Required("Status", Shape.AnyString, e => e.Status);

    private static readonly Shape<DescribeDeliveryStreamResponse?> Description =
        new StructureShape<DescribeDeliveryStreamResponse>()
            .Required("DeliveryStreamName", Shape.AnyString, r => r.State.Name)
            .Required("DeliveryStreamARN", Shape.AnyString, r => r.State.Arn.ToString())
            .Required("DeliveryStreamStatus", Shape.AnyString, r => r.State.Status.ToString().ToUpperInvariant())
            .Required("DeliveryStreamEncryptionConfiguration", Encryption, r => r.Encryption)
            .Required("DeliveryStreamType", Shape.AnyString, r => r.State.Spec.Type.ToString())
            .Required("VersionId", Shape.AnyString, r => r.State.VersionId.ToString(CultureInfo.InvariantCulture))
            .Required("CreateTimestamp", Shape.Timestamp, r => r.State.CreatedAtMs)
            .Optional("LastUpdateTimestamp", Shape.Timestamp, r => r.State.UpdatedAtMs)
            .Optional("Source", Source, r => r.Source)
            .Required("Destinations", Shape.List(Destination), r => r.Destinations)
            .Required("HasMoreDestinations", Shape.Boolean, r => false);

    public static readonly Shape<DescribeDeliveryStreamResponse?> Response =
        new StructureShape<DescribeDeliveryStreamResponse>().Required("DeliveryStreamDescription", Description, r => r);
}
