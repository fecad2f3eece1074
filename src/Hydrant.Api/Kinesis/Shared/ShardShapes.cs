using Hydrant.Streams.Shards;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>How a shard is described.</summary>
internal static class ShardShapes
{
    private static readonly Shape<ShardView?> HashKeyRange = new StructureShape<ShardView>()
        .Required("StartingHashKey", Shape.AnyString, v => v.State.Range.Start.ToString())
        .Required("EndingHashKey", Shape.AnyString, v => v.State.Range.End.ToString());

    private static readonly Shape<ShardView?> SequenceNumberRange = new StructureShape<ShardView>()
        .Required("StartingSequenceNumber", Shape.AnyString, v => v.State.StartingSequenceNumber.ToString());

    public static readonly Shape<ShardView?> Shard = new StructureShape<ShardView>()
        .Required("ShardId", Shape.AnyString, v => v.State.Id.ToString())
        .Required("HashKeyRange", HashKeyRange, v => v)
        .Required("SequenceNumberRange", SequenceNumberRange, v => v);

    public static List<ShardView?> Views(IEnumerable<LiveShard> shards) =>
        [.. shards.Select(shard => new ShardView { State = shard.State })];
}

/// <summary>A shard about to be described.</summary>
internal sealed class ShardView
{
    public ShardState State { get; init; } = null!;
}
