using System.Collections.Immutable;
using Hydrant.Core;

namespace Hydrant.Streams.Scaling;

/// <summary>What was made of a stream's shards because of its load, and why. The last ones are kept with the stream.</summary>
/// <param name="AtMs">Epoch milliseconds.</param>
/// <param name="Splits">Shards that were split in the middle of their range.</param>
/// <param name="Merges">Neighbours that were merged, the lower one first.</param>
/// <param name="Reason">In words, with the figures it was made by.</param>
public sealed record ScalingDecision(
    long AtMs,
    ImmutableArray<ShardId> Splits,
    ImmutableArray<(ShardId Lower, ShardId Upper)> Merges,
    string Reason)
{
    /// <summary>How many decisions are kept with a stream.</summary>
    public const int Kept = 20;

    /// <summary>How many open shards there are more when it is carried out.</summary>
    public int More => Splits.Length - Merges.Length;
}
