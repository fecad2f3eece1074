using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Streams.Scaling;
using Hydrant.Streams.Shards;

namespace Hydrant.Streams.Resharding;

/// <summary>
/// Carries a reshard out: seals the shards that close, so that their tails stay, and then writes their end and their
/// children in one change of the stream. Who meets a sealed shard waits for that change. A crash in between leaves the
/// stream as it was, with the request still recorded.
/// </summary>
internal static class Resharder
{
    /// <exception cref="StorageException">Nothing was changed; the shards take records again.</exception>
    public static async Task RunAsync(StreamDirectory streams, LiveStream stream, long nowSeconds, CancellationToken ct)
    {
        var now = stream.Now;
        var request = now.State.Resharding!;
        var closing = ShardLayout.ClosedBy(now.State, request).Select(id => now.Shards.Find(id)!).ToList();
        try
        {
            var tails = await SealAsync(closing);
            await streams.ChangeAsync(stream, state => Finish(state, request, tails, nowSeconds), ct);
        }
        catch
        {
            foreach (var shard in closing) shard.Log.Unseal();
            stream.Stir();
            throw;
        }
    }

    private static async Task<Dictionary<ShardId, LogOffset>> SealAsync(List<LiveShard> shards)
    {
        var seals = shards.Select(shard => shard.Log.SealAsync().AsTask()).ToList(); // One commit serves them all.
        var tails = new Dictionary<ShardId, LogOffset>();
        for (var i = 0; i < shards.Count; i++) tails[shards[i].Id] = await seals[i];
        return tails;
    }

    private static Outcome<StreamState> Finish(
        StreamState state, ReshardRequest request, Dictionary<ShardId, LogOffset> tails, long nowSeconds)
    {
        if (state.Status != StreamStatus.Updating) return StreamTexts.NotFound(state.Name, state.Tenant.Account);

        // A shard made on the way from one layout to the other closes again before it holds a record.
        var after = ShardLayout.Apply(state, request, id => tails.GetValueOrDefault(id), nowSeconds);
        return after with
        {
            Status = StreamStatus.Active,
            Resharding = null,
            Decisions = request is ReshardRequest.Adapt adapt
                ? [.. state.Decisions.TakeLast(ScalingDecision.Kept - 1), adapt.Decision]
                : state.Decisions,
        };
    }
}
