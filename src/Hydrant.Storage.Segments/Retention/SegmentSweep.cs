using Hydrant.Storage.Segments.Disk;
using Hydrant.Storage.Segments.Reading;

namespace Hydrant.Storage.Segments.Retention;

/// <summary>
/// Gives disk back: a closed segment in which nothing lives is deleted, and one in which less than half lives is written
/// again with what does, so that a shard kept for a year does not keep a day's records of all others. The bounds of all
/// shards are durable before anything goes. One loop, woken by trims and by segments that close.
/// </summary>
internal sealed class SegmentSweep(SegmentLogStore store, IDisk disk, TimeSpan rewriteAfter, TimeProvider clock) : IDisposable
{
    private const double RewriteBelow = 0.5;

    // Headers alone are not worth the work, and would be found again after it.
    private const int MinGain = 4096;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _one = new(1);
    private TaskCompletionSource _wake = New();
    private bool _isStopping;

    public void Wake()
    {
        lock (_gate) _wake.TrySetResult();
    }

    public void Stop()
    {
        lock (_gate)
        {
            _isStopping = true;
            _wake.TrySetResult();
        }
    }

    public void Dispose() => _one.Dispose();

    public async Task RunAsync()
    {
        while (true)
        {
            Task wake;
            lock (_gate) wake = _wake.Task;
            await wake;
            lock (_gate)
            {
                if (_isStopping) return;
                _wake = New();
            }

            try
            {
                await SweepAsync();
            }
            catch (StorageException)
            {
                // A full or failing disk; the next trim or closed segment tries again.
            }
        }
    }

    /// <summary>Deletes and rewrites what is due now.</summary>
    public async Task SweepAsync()
    {
        await _one.WaitAsync();
        try
        {
            var due = Due();
            if (due.Count == 0) return;

            await WriteBoundsAsync();
            foreach (var (segment, live) in due)
            {
                try
                {
                    if (live.Count == 0) await DeleteAsync(segment);
                    else await RewriteAsync(segment, live);
                }
                catch (StorageException failure) when (failure.Kind == StorageFaultKind.Corrupt)
                {
                    // It stays as it is, with what can still be read of it; the others are not worse for it.
                }
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Makes the bounds of all shards durable.</summary>
    public async Task SaveBoundsAsync()
    {
        await _one.WaitAsync();
        try
        {
            await WriteBoundsAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Whether a closed segment is to go, or to be written again.</summary>
    /// <param name="length">Of the segment.</param>
    /// <param name="live">Bytes of it that live.</param>
    /// <param name="lastArrivedAtMs">When the last of them came, epoch milliseconds.</param>
    internal bool IsDue(long length, long live, long lastArrivedAtMs) =>
        live == 0
        || (live < length * RewriteBelow && length - live > MinGain
            && DateTimeOffset.FromUnixTimeMilliseconds(lastArrivedAtMs) + rewriteAfter <= clock.GetUtcNow());

    private List<(Segment Segment, List<(SegmentShardLog Shard, Slice Slice)> Live)> Due()
    {
        // Closed ones first, shards then: what a closed segment holds of each shard is complete by now. The other way
        // round, a segment that fills and closes in between would look as if nothing of it, or less, were alive.
        var closed = store.AllSegments()
            .Where(segment => segment.IsSealed)
            .ToDictionary(segment => segment, _ => new List<(SegmentShardLog Shard, Slice Slice)>());
        foreach (var shard in store.AllShards())
        {
            shard.Look(view =>
            {
                foreach (var slice in view.Slices)
                {
                    if (closed.TryGetValue(slice.Segment, out var live)) live.Add((shard, slice));
                }

                return 0;
            });
        }

        return
        [
            .. closed
                .Where(pair => IsDue(
                    pair.Key.Length,
                    pair.Value.Sum(live => live.Slice.Bytes),
                    pair.Value.Select(live => live.Slice.LastArrivedAtMs).DefaultIfEmpty().Max()))
                .Select(pair => (pair.Key, pair.Value)),
        ];
    }

    private async ValueTask WriteBoundsAsync()
    {
        var bytes = BoundsFile.Write([.. store.AllShards().Select(shard => shard.ToBounds())]);
        using (var file = await disk.CreateAsync(BoundsFile.TemporaryName))
        {
            await file.WriteAsync(0, bytes);
            await file.SyncAsync();
        }

        await disk.RenameAsync(BoundsFile.TemporaryName, BoundsFile.Name);
        await disk.SyncDirectoryAsync();
    }

    private async ValueTask DeleteAsync(Segment segment)
    {
        await CutBeforeAsync(segment);
        store.Replace(segment, null);
        await disk.DeleteAsync(segment.Name);
        await DeleteIndexAsync(segment);
        segment.Release();
    }

    // The header of this segment is what says that a commit given up at the end of the one before does not count.
    private async ValueTask CutBeforeAsync(Segment segment)
    {
        var before = store.AllSegments().LastOrDefault(other => other.Number < segment.Number);
        if (before is null) return;

        // Also when it looks cut already: that cut may never have been synced.
        await before.File.TruncateAsync(before.Length);
        await before.File.SyncAsync();
    }

    private async ValueTask RewriteAsync(Segment old, List<(SegmentShardLog Shard, Slice Slice)> live)
    {
        var rewritten = await new SegmentRewrite(store, disk, old).RunAsync(live);
        store.Replace(old, rewritten);
        await disk.DeleteAsync(old.Name);
        await DeleteIndexAsync(old);
        old.Release();

        // What was trimmed while it was copied woke nobody for the copy.
        if (IsDue(rewritten.Length, rewritten.LiveBytes, live.Max(slice => slice.Slice.LastArrivedAtMs))) Wake();
    }

    private async ValueTask DeleteIndexAsync(Segment segment)
    {
        if ((await disk.ListAsync()).Contains(segment.IndexName)) await disk.DeleteAsync(segment.IndexName);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
