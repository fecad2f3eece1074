using Hydrant.Core;

namespace Hydrant.Streams.Scaling;

/// <summary>What one shard bears, as the rules see it. Shares are of what the service lets one shard take: 1 is full.</summary>
/// <param name="Id">The shard.</param>
/// <param name="Range">Its hash keys.</param>
/// <param name="Share">In the last period.</param>
/// <param name="Peak">The most in the quiet time.</param>
/// <param name="IsKnown">Whether it, or what it was made of, was watched for the whole quiet time.</param>
/// <param name="Concentration">How many splits in a row left nearly all of the load on one side, which this shard is.</param>
internal readonly record struct ShardLoad(
    ShardId Id, HashKeyRange Range, double Share, double Peak, bool IsKnown, int Concentration);
