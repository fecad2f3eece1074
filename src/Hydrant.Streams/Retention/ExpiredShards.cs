using Hydrant.Core;
using Hydrant.Streams.Shards;

namespace Hydrant.Streams.Retention;

/// <summary>
/// Closed shards whose records are all past the retention. A shard goes after its parents, so that nobody is sent from a
/// parent to a child that is not there.
/// </summary>
internal static class ExpiredShards
{
    public static HashSet<ShardId> Of(ShardMap shards, long horizonSeconds)
    {
        var expired = new HashSet<ShardId>();
        foreach (var shard in shards.All)
        {
            if (shard.State.Closed is { } closed && closed.AtSeconds < horizonSeconds && shard.Log.Bounds.IsEmpty
                && IsGone(shard.State.Parent) && IsGone(shard.State.AdjacentParent)) expired.Add(shard.Id);
        }

        return expired;

        bool IsGone(ShardId? parent) => parent is not { } id || expired.Contains(id) || shards.Find(id) is null;
    }

    /// <summary>The stream without them; their logs are to be dropped.</summary>
    public static Outcome<StreamState> TakenFrom(StreamState state, HashSet<ShardId> expired) => state with
    {
        Shards = [.. state.Shards.Where(shard => !expired.Contains(shard.Id))],
        Dropping = [.. state.Dropping, .. expired.Order()],
    };
}
