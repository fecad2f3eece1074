using Hydrant.Core;
using Hydrant.Streams.Scaling;

namespace Hydrant.Streams.Resharding;

/// <summary>What is to become of a stream's shards. The catalogue keeps it from the moment a caller was promised it.</summary>
public abstract record ReshardRequest
{
    private ReshardRequest()
    {
    }

    /// <summary>How many open shards more there may be on the way or in the end.</summary>
    /// <param name="open">How many there are.</param>
    public int More(int open) => this switch
    {
        Split => 1,
        Scale scale => Math.Max(0, scale.TargetShardCount - open),
        Adapt adapt => Math.Max(0, adapt.Decision.More),
        _ => 0,
    };

    /// <summary>One shard becomes two; the upper one begins at the key.</summary>
    public sealed record Split(ShardId Shard, HashKey NewStartingHashKey) : ReshardRequest;

    /// <summary>Two neighbours become one.</summary>
    /// <param name="Shard">The one with the lower range.</param>
    /// <param name="Adjacent">The one whose range begins where the other's ends.</param>
    public sealed record Merge(ShardId Shard, ShardId Adjacent) : ReshardRequest;

    /// <summary>The key space is divided evenly among that many shards.</summary>
    public sealed record Scale(int TargetShardCount) : ReshardRequest;

    /// <summary>Shards are split in the middle and neighbours merged, all at once, by the stream's load.</summary>
    public sealed record Adapt(ScalingDecision Decision) : ReshardRequest;
}
