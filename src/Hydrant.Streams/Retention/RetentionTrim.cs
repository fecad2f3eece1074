using Hydrant.Storage;

namespace Hydrant.Streams.Retention;

/// <summary>Takes the records past a stream's retention out of reach.</summary>
public static class RetentionTrim
{
    /// <summary>Afterwards no record is read that is older than the stream's retention.</summary>
    /// <exception cref="StorageException">The stream was deleted meanwhile, or the disk failed.</exception>
    public static async Task ApplyAsync(LiveStream.Moment stream, DateTimeOffset now, CancellationToken ct)
    {
        var horizon = now - TimeSpan.FromHours(stream.State.RetentionHours);
        foreach (var shard in stream.Shards.All) await ApplyAsync(shard.Log, horizon, ct);
    }

    private static async Task ApplyAsync(IShardLog log, DateTimeOffset horizon, CancellationToken ct)
    {
        if (log.Bounds.IsEmpty) return;
        var first = await log.SeekAsync(horizon, ct);
        if (first > log.Bounds.First) await log.TrimAsync(first, ct);
    }
}
