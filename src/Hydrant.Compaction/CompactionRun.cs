using Hydrant.Core;
using Hydrant.Storage;

namespace Hydrant.Compaction;

/// <summary>
/// Joins small objects below a prefix, folder by folder, waits until the sources may go, and deletes them. Another run
/// over the same prefix finishes what one that was ended had begun.
/// </summary>
/// <param name="bucket">Where the objects are.</param>
/// <param name="prefix">Empty, or ends with a slash.</param>
/// <param name="upSince">Since when the deliveries to this bucket are not interrupted.</param>
public sealed class CompactionRun(
    IObjectStore objects, string bucket, string prefix, CompactionOptions options, TimeProvider clock, IIdSource ids, DateTimeOffset upSince)
{
    private readonly CompactionTally _tally = new();

    public string Bucket => bucket;

    public string Prefix => prefix;

    /// <summary>What was done so far. From any thread.</summary>
    public CompactionReport Report() => _tally.Report();

    /// <summary>Does everything, the grace period included.</summary>
    public async ValueTask RunAsync(CancellationToken ct)
    {
        var waiting = await JoinAsync(ct);
        while (waiting.Count > 0)
        {
            _tally.Waiting(waiting.Count);
            var pause = waiting.Values.Min() - clock.GetUtcNow();
            if (pause > TimeSpan.Zero) await Task.Delay(pause, clock, ct);
            foreach (var (folder, due) in waiting.Where(folder => folder.Value <= clock.GetUtcNow()).ToList())
            {
                waiting.Remove(folder);
                if (await AdvanceAsync(folder, plan: false, ct) is { } next) waiting[folder] = next;
            }
        }

        _tally.Waiting(0);
    }

    /// <summary>All but the waiting.</summary>
    /// <returns>Folders whose sources may go later, and when.</returns>
    internal async ValueTask<Dictionary<string, DateTimeOffset>> JoinAsync(CancellationToken ct)
    {
        var waiting = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        await foreach (var folder in Folders.BelowAsync(objects, bucket, prefix, ct))
        {
            if (await AdvanceAsync(folder, plan: true, ct) is { } due) waiting[folder] = due;
            _tally.Looked();
        }

        return waiting;
    }

    private async ValueTask<DateTimeOffset?> AdvanceAsync(string folder, bool plan, CancellationToken ct)
    {
        var planner = new FolderPlanner(objects, bucket, options, clock, upSince);
        var compaction = new FolderCompaction(objects, bucket, folder, planner, options, clock, ids, _tally);
        try
        {
            await compaction.AdvanceAsync(plan, ct);
            return compaction.DueAt;
        }
        catch (StorageException failure)
        {
            // The next run goes on here; other folders need not wait for it.
            _tally.Failed(folder, failure.Message);
            return null;
        }
    }
}
