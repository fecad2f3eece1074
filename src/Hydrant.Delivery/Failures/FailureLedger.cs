using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Batches;

namespace Hydrant.Delivery.Failures;

/// <summary>
/// What a delivery stream has written to its error outputs, and what of it was put again: a log of its own, bounded by its
/// number of entries. An object is told before its records count as delivered, and perhaps twice when the server died there;
/// readers take its first record. Safe from any thread.
/// </summary>
internal sealed class FailureLedger(IShardLog log)
{
    /// <summary>Entries that are kept at least; the oldest beyond twice as many go. What they tell of stays where it is.</summary>
    public const int KeptEntries = 10_000;

    private static readonly ReadLimit Page = new(MaxRecords: 1_000, MaxBytes: 1024 * 1024);

    /// <summary>The log that keeps it, of the delivery stream with this number.</summary>
    public static ShardKey KeyOf(uint log) => new(log, uint.MaxValue);

    /// <summary>Durable when it completes.</summary>
    public async ValueTask AddAsync(IEnumerable<FailureEntry> entries, CancellationToken ct)
    {
        using var records = new RecordBuffer();
        foreach (var entry in entries) records.Add(default, FailureDocument.Write(entry));
        await log.AppendAsync(records, ct);

        var bounds = log.Bounds;
        if (bounds.Tail - bounds.First > 2 * KeptEntries) await log.TrimAsync(new LogOffset(bounds.Tail.Value - KeptEntries), ct);
    }

    /// <summary>Lets the group say how far an object is replayed.</summary>
    public void AddTo(AppendGroup group, string id, FailureReplay replay)
    {
        group.Records.Add(default, FailureDocument.Write(id, replay));
        group.Add(log, new[] { group.Records.Count - 1 });
    }

    /// <summary>All entries, in the order in which they were written.</summary>
    public async ValueTask<IReadOnlyList<FailureEntry>> ListAsync(CancellationToken ct)
    {
        var entries = new List<FailureEntry>();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var bounds = log.Bounds;
        for (var next = bounds.First; next < bounds.Tail;)
        {
            using var page = await log.ReadAsync(next, Page, ct);
            foreach (var record in page) Apply(record.Data, entries, numbers);
            next = page.Next;
        }

        return entries;
    }

    private static void Apply(ReadOnlySpan<byte> record, List<FailureEntry> entries, Dictionary<string, int> numbers)
    {
        var (failed, id, replay) = FailureDocument.Read(record);
        if (failed is not null && numbers.TryAdd(id, entries.Count)) entries.Add(failed);
        else if (replay is not null && numbers.TryGetValue(id, out var number)) entries[number] = entries[number] with { Replay = replay };
    }
}
