using Hydrant.Storage;

namespace Hydrant.Streams.Retention;

/// <summary>Lets go of records that are past the retention of their stream. One loop for all streams of the server.</summary>
public sealed class RetentionSweep(StreamDirectory streams, StreamOptions options, TimeProvider clock)
{
    /// <summary>Sweeps until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await Task.Delay(options.RetentionSweepEvery, clock, stopping);
                await SweepAsync(stopping);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>One round over all shards.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        foreach (var stream in streams.All)
        {
            var now = stream.Now;
            var horizon = clock.GetUtcNow() - TimeSpan.FromHours(now.State.RetentionHours);
            foreach (var shard in now.Shards.All) await SweepAsync(shard.Log, horizon, ct);
        }
    }

    private static async Task SweepAsync(IShardLog log, DateTimeOffset horizon, CancellationToken ct)
    {
        try
        {
            if (log.Bounds.IsEmpty) return;
            var first = await log.SeekAsync(horizon, ct);
            if (first > log.Bounds.First) await log.TrimAsync(first, ct);
        }
        catch (StorageException)
        {
            // The shard was dropped meanwhile, or the disk failed; the next round tries again.
        }
    }
}
