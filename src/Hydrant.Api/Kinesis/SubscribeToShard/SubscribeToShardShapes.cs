using Hydrant.Api.Shared;
using Hydrant.Api.Kinesis.Shared;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.SubscribeToShard;

internal sealed class SubscribeToShardRequest : INamesStream
{
    public string? Stream => StreamNames.InArn(ConsumerArn);

    public string? ConsumerArn { get; set; }

    public string? ShardId { get; set; }

    public SubscriptionStart? StartingPosition { get; set; }

    public bool? DryRun { get; set; }

    public List<string> NotSupported { get; } = [];
}

internal sealed class SubscriptionStart
{
    public string? Type { get; set; }

    public string? SequenceNumber { get; set; }

    public long? Timestamp { get; set; }
}

internal static class SubscribeToShardShapes
{
    private static readonly Shape<SubscriptionStart?> Start = new StructureShape<SubscriptionStart>()
        .Required("Type", StartingPosition.TypeShape, s => s.Type, (s, v) => s.Type = v)
        .Optional("SequenceNumber", KinesisShapes.SequenceNumber, s => s.SequenceNumber, (s, v) => s.SequenceNumber = v)
        .Optional("Timestamp", Shape.Timestamp, s => s.Timestamp, (s, v) => s.Timestamp = v);

    public static readonly Shape<SubscribeToShardRequest?> Request = new StructureShape<SubscribeToShardRequest>()
        .Required("ConsumerARN", KinesisShapes.ConsumerArn, r => r.ConsumerArn, (r, v) => r.ConsumerArn = v)
        .Required("ShardId", KinesisShapes.ShardId, r => r.ShardId, (r, v) => r.ShardId = v)
        .Required("StartingPosition", Start, r => r.StartingPosition, (r, v) => r.StartingPosition = v)
        .Optional("DryRun", Shape.Boolean, r => r.DryRun, (r, v) => r.DryRun = v)
        .Unsupported(r => r.NotSupported, "StreamId");
}
