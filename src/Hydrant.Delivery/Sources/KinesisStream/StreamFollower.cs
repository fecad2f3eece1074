using Hydrant.Core;
using Hydrant.Delivery.Processing;
using Hydrant.Delivery.Pumping;
using Hydrant.Storage;
using Hydrant.Streams;

namespace Hydrant.Delivery.Sources.KinesisStream;

/// <summary>Keeps a pump on every shard of a stream, also on those that appear later.</summary>
internal static class StreamFollower
{
    /// <summary>The stream of that ARN, or null when there is none.</summary>
    public static LiveStream? Find(StreamDirectory streams, string streamArn)
    {
        if (!Arn.TryParse(streamArn, out var arn) || !arn.TryStreamName(out var name)) return null;
        var found = streams.Find(arn.Tenant, name);
        return found.Ok ? found.Value : null;
    }

    /// <summary>
    /// Records durably that each present shard is read from its tail on. Shards already recorded stay as they are;
    /// shards that appear later have no record, and are read from their first one on.
    /// </summary>
    public static async ValueTask BeginAtLatestAsync(
        LiveStream stream, uint log, bool isBackedUp, ICatalogStore catalog, CancellationToken ct)
    {
        foreach (var shard in stream.Now.Shards.All)
        {
            var key = PumpDocument.KeyOf(log, shard.Log.Key);
            var tail = shard.Log.Bounds.Tail;
            await PumpLedger.BeginAtAsync(catalog, key, tail, ct);
            if (isBackedUp) await PumpLedger.BeginAtAsync(catalog, PumpDocument.BackupKeyOf(log, shard.Log.Key), tail, ct);
        }
    }

    /// <summary>Runs until the pumps are stopped, or the stream is gone.</summary>
    public static async Task FollowAsync(LiveStream stream, PumpGroup pumps)
    {
        try
        {
            while (!pumps.Stopping.IsCancellationRequested)
            {
                var changed = stream.Changed; // Before the look, so that no change falls between.
                var now = stream.Now;
                if (now.IsGone) return;

                foreach (var shard in now.Shards.All)
                    pumps.Ensure(shard.Log, new WorkSource(shard.Id, shard.State.CreatedAtSeconds) { Stream = now.State.Arn });
                await pumps.KeepAsync(source => now.Shards.Find(new ShardId((int)source.Shard)) is not null);
                await changed.OrCancelledAsync(pumps.Stopping);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }
}
