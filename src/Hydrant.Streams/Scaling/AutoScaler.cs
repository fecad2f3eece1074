using System.Runtime.CompilerServices;
using Hydrant.Core;
using Hydrant.Streams.Resharding;
using Hydrant.Streams.Shards;

namespace Hydrant.Streams.Scaling;

/// <summary>
/// Measures what every shard of the scaled streams takes and splits or merges by <see cref="ScalingRules"/>. One loop for
/// all streams of the server; it costs the writers nothing, for it reads what the logs count anyway.
/// </summary>
public sealed class AutoScaler(StreamDirectory streams, StreamOptions options, TimeProvider clock)
{
    // A stream that is gone takes its histories with it.
    private readonly ConditionalWeakTable<LiveStream, Dictionary<ShardId, LoadHistory>> _histories = [];

    private StreamRounds Rounds => new(streams, ScaleAsync, clock);

    /// <summary>Scales until it is told to stop.</summary>
    public Task RunAsync(CancellationToken stopping) => Rounds.RunAsync(options.ScalingPeriod, stopping);

    /// <summary>One look at every stream.</summary>
    public Task ScaleAsync(CancellationToken ct) => Rounds.OnceAsync(ct);

    private async Task ScaleAsync(LiveStream stream, CancellationToken ct)
    {
        var now = stream.Now;
        if (ScalingBounds.Of(now.State) is not { } bounds)
        {
            _histories.Remove(stream);
            return;
        }

        var loads = Measure(now.Shards, _histories.GetOrCreateValue(stream));
        if (now.State.Status != StreamStatus.Active) return;

        var most = Math.Min(bounds.Most, now.Shards.Open.Length + streams.RoomOf(now.State.Tenant));
        var decision = ScalingRules.Decide(loads, bounds.Least, most, clock.GetUtcNow().ToUnixTimeMilliseconds());
        if (decision is null) return;

        // Refused when somebody else has begun to change the stream; then the next look decides anew.
        await streams.ReshardAsync(stream, new ReshardRequest.Adapt(decision), ct);
    }

    private List<ShardLoad> Measure(ShardMap shards, Dictionary<ShardId, LoadHistory> histories)
    {
        var now = clock.GetUtcNow();
        var loads = new List<ShardLoad>(shards.Open.Length);
        foreach (var shard in shards.Open)
        {
            if (!histories.TryGetValue(shard.Id, out var history))
                histories[shard.Id] = history = Begin(shard, histories, now);

            history.Look(shard.Log.Volume, now);
            loads.Add(new ShardLoad(
                shard.Id, shard.State.Range, history.Share, history.Peak, history.IsKnown, history.Concentration));
        }

        if (histories.Count > loads.Count) Forget(shards, histories);
        return loads;
    }

    private LoadHistory Begin(LiveShard shard, Dictionary<ShardId, LoadHistory> histories, DateTimeOffset now)
    {
        var state = shard.State;
        var parent = state.Parent is { } id ? histories.GetValueOrDefault(id) : null;
        var adjacent = state.AdjacentParent is { } other ? histories.GetValueOrDefault(other) : null;
        if (parent is null || (state.AdjacentParent is not null && adjacent is null))
            return new LoadHistory(shard.Log.Volume, now, options.ScalingQuiet);

        // What a child took before this look counts: its log was empty when it began.
        var since = now - options.ScalingPeriod;
        return adjacent is null ? LoadHistory.OfHalf(parent, since) : LoadHistory.OfBoth(parent, adjacent, since);
    }

    private static void Forget(ShardMap shards, Dictionary<ShardId, LoadHistory> histories)
    {
        foreach (var id in histories.Keys.ToList())
        {
            if (shards.Find(id) is not { State.IsOpen: true }) histories.Remove(id);
        }
    }
}
