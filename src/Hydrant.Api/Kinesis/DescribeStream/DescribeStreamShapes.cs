using Hydrant.Api.Kinesis.Shared;
using Hydrant.Streams;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.DescribeStream;

internal sealed class DescribeStreamRequest : StreamRequest
{
    public int? Limit { get; set; }

    public string? ExclusiveStartShardId { get; set; }
}

internal sealed class DescribeStreamResponse
{
    public StreamState State { get; init; } = null!;

    public List<ShardView?> Shards { get; init; } = [];

    public bool HasMoreShards { get; init; }
}

internal static class DescribeStreamShapes
{
    public static readonly Shape<DescribeStreamRequest?> Request = StreamRequest.ShapeOf<DescribeStreamRequest>()
        .Optional("Limit", Shape.Integer(1, 10_000), r => r.Limit, (r, v) => r.Limit = v)
        .Optional(
            "ExclusiveStartShardId", KinesisShapes.ShardId,
            r => r.ExclusiveStartShardId, (r, v) => r.ExclusiveStartShardId = v);

    private static readonly Shape<DescribeStreamResponse?> Description = new StructureShape<DescribeStreamResponse>()
        .Required("StreamName", Shape.AnyString, r => r.State.Name.ToString())
        .Required("StreamARN", Shape.AnyString, r => r.State.Arn.ToString())
        .Required("StreamStatus", Shape.AnyString, r => r.State.Status.ToString().ToUpperInvariant())
        .Required("StreamModeDetails", KinesisShapes.StreamModeDetails, r => StreamModeDetails.Of(r.State.Mode))
        .Required("Shards", Shape.List(ShardShapes.Shard), r => r.Shards)
        .Required("HasMoreShards", Shape.Boolean, r => r.HasMoreShards)
        .Required("RetentionPeriodHours", Shape.Integer(), r => r.State.RetentionHours)
        .Required("StreamCreationTimestamp", Shape.Timestamp, r => r.State.CreatedAtMs / 1000 * 1000)
        .Required("EnhancedMonitoring", StreamDescriptions.EnhancedMonitoring, r => StreamDescriptions.MetricsOf(r.State))
        .Required("EncryptionType", Shape.AnyString, r => StreamDescriptions.EncryptionTypeOf(r.State))
        .Optional("KeyId", Shape.AnyString, r => r.State.Settings.Encryption.KeyId);

    public static readonly Shape<DescribeStreamResponse?> Response = new StructureShape<DescribeStreamResponse>()
        .Required("StreamDescription", Description, r => r);
}
