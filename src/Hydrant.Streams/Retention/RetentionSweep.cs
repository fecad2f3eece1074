namespace Hydrant.Streams.Retention;

/// <summary>
/// Lets go of records that are past the retention of their stream, and of closed shards that have none left. One loop for
/// all streams of the server.
/// </summary>
public sealed class RetentionSweep(StreamDirectory streams, StreamOptions options, TimeProvider clock)
{
    private StreamRounds Rounds => new(streams, SweepAsync, clock);

    /// <summary>Sweeps until it is told to stop.</summary>
    public Task RunAsync(CancellationToken stopping) => Rounds.RunAsync(options.RetentionSweepEvery, stopping);

    /// <summary>One round over all shards.</summary>
    public Task SweepAsync(CancellationToken ct) => Rounds.OnceAsync(ct);

    private async Task SweepAsync(LiveStream stream, CancellationToken ct)
    {
        var now = stream.Now;
        if (!now.IsUsable) return;
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
