using Hydrant.Api.Kinesis.Shared;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.GetShardIterator;

internal sealed class GetShardIteratorRequest : StreamRequest
{
    public string? ShardId { get; set; }

    public string? ShardIteratorType { get; set; }

    public string? StartingSequenceNumber { get; set; }

    public long? Timestamp { get; set; }

    public bool? DryRun { get; set; }
}

internal sealed class GetShardIteratorResponse
{
    public string? ShardIterator { get; init; }
}

internal static class GetShardIteratorShapes
{
    public static readonly Shape<GetShardIteratorRequest?> Request = StreamRequest.ShapeOf<GetShardIteratorRequest>()
        .Required("ShardId", KinesisShapes.ShardId, r => r.ShardId, (r, v) => r.ShardId = v)
        .Required(
            "ShardIteratorType", StartingPosition.TypeShape, r => r.ShardIteratorType, (r, v) => r.ShardIteratorType = v)
        .Optional(
            "StartingSequenceNumber", KinesisShapes.SequenceNumber,
            r => r.StartingSequenceNumber, (r, v) => r.StartingSequenceNumber = v)
        .Optional("Timestamp", Shape.Timestamp, r => r.Timestamp, (r, v) => r.Timestamp = v)
        .Optional("DryRun", Shape.Boolean, r => r.DryRun, (r, v) => r.DryRun = v);

    public static readonly Shape<GetShardIteratorResponse?> Response = new StructureShape<GetShardIteratorResponse>()
        .Required("ShardIterator", Shape.AnyString, r => r.ShardIterator);
}
