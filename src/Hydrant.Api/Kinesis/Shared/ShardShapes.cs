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
        .Required("StartingSequenceNumber", Shape.AnyString, v => v.State.StartingSequenceNumber.ToString())
        .Optional("EndingSequenceNumber", Shape.AnyString, v => v.State.EndingSequenceNumber?.ToString());

    public static readonly Shape<ShardView?> Shard = new StructureShape<ShardView>()
        .Required("ShardId", Shape.AnyString, v => v.State.Id.ToString())
        .Optional("ParentShardId", Shape.AnyString, v => v.State.Parent?.ToString())
        .Optional("AdjacentParentShardId", Shape.AnyString, v => v.State.AdjacentParent?.ToString())
        .Required("HashKeyRange", HashKeyRange, v => v)
        .Required("SequenceNumberRange", SequenceNumberRange, v => v);

    /// <summary>Children of a closed shard, each with its parents.</summary>
    public static readonly Shape<List<ShardView?>?> Children = Shape.List(new StructureShape<ShardView>()
        .Required("ShardId", Shape.AnyString, v => v.State.Id.ToString())
        .Required("ParentShards", Shape.List(Shape.AnyString), v => Parents(v.State))
        .Required("HashKeyRange", HashKeyRange, v => v));

    public static List<ShardView?> Views(IEnumerable<LiveShard> shards) =>
        [.. shards.Select(shard => new ShardView { State = shard.State })];

    private static List<string?> Parents(ShardState child) =>
        child.AdjacentParent is { } adjacent ? [child.Parent.ToString(), adjacent.ToString()] : [child.Parent.ToString()];
}

/// <summary>A shard about to be described.</summary>
internal sealed class ShardView
{
    public ShardState State { get; init; } = null!;
}
