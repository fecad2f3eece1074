using Hydrant.Storage;

namespace Hydrant.Streams.Retention;

/// <summary>
/// Lets go of records that are past the retention of their stream, and of closed shards that have none left. One loop for
/// all streams of the server.
/// </summary>
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
            try
            {
                await SweepAsync(stream, ct);
            }
            catch (StorageException)
            {
                // The stream was deleted meanwhile, or the disk failed; the next round tries again.
            }
        }
    }

    private async Task SweepAsync(LiveStream stream, CancellationToken ct)
    {
        var now = stream.Now;
        var horizon = clock.GetUtcNow() - TimeSpan.FromHours(now.State.RetentionHours);
        await RetentionTrim.ApplyAsync(now, clock.GetUtcNow(), ct);
        await ExpireAsync(stream, horizon.ToUnixTimeSeconds(), ct);
    }

    private async Task ExpireAsync(LiveStream stream, long horizonSeconds, CancellationToken ct)
    {
        var expired = ExpiredShards.Of(stream.Now.Shards, horizonSeconds);
        if (expired.Count > 0)
            await streams.ChangeAsync(stream, state => ExpiredShards.TakenFrom(state, expired), ct);
        if (!stream.Now.State.Dropping.IsEmpty) await streams.DropExpiredAsync(stream, ct);
    }
}
