using Hydrant.Core;
using Hydrant.Storage.Batches;

namespace Hydrant.Storage.Segments.Reading;

/// <summary>
/// Finds and reads the frames of a shard: plans under the shard's lock, fetches without it, checks every frame before it
/// is shown. Safe from any thread.
/// </summary>
internal sealed class ShardReader(IndexCache index, FrameFetcher fetcher)
{
    private const int FrameOverhead = RecordBatchFrame.HeaderSize;

    public IndexCache Index => index;

    /// <summary>What recovery found, to name the place when records are missing.</summary>
    public IReadOnlyList<string> Damage { get; set; } = [];

    public async ValueTask<RecordPage> ReadAsync(SegmentShardLog shard, LogOffset from, ReadLimit limit, CancellationToken ct)
    {
        Invariant.That(limit is { MaxRecords: > 0, MaxBytes: > 0 });
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            shard.ThrowIfClosed();
            var plan = await PlanAsync(shard, from, limit, ct);
            if (plan.Frames.Count == 0) return RecordPage.Empty(plan.From);

            var bytes = await fetcher.FetchAsync(shard.Key, plan.Frames, limit.ReadsOn);
            if (bytes is not null) return Cut(bytes, plan, limit);
        }
    }

    public async ValueTask<LogOffset> SeekAsync(SegmentShardLog shard, long ms, CancellationToken ct)
    {
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            shard.ThrowIfClosed();
            var (slice, fallback) = shard.Look(view =>
            {
                var at = SliceIndex.ArrivedBefore(view.Slices, ms);
                if (at < 0) return ((Slice?)null, view.First);
                return (view.Slices[at], at + 1 < view.Slices.Count ? view.Slices[at + 1].First : view.Tail);
            });
            if (slice is null) return fallback;
            if (!await index.EnsureAsync(shard, slice)) continue;

            var found = shard.Look(view =>
            {
                if (slice.Entries is not { } entries) return (LogOffset?)null;
                var at = SliceIndex.ArrivedBefore(entries, ms) + 1;
                return LogOffset.Max(view.First, at < entries.Count ? entries[at].Base : fallback);
            });
            if (found is not null) return found.Value;
        }
    }

    public async ValueTask<LogExtent> MeasureAsync(SegmentShardLog shard, LogOffset from, long enoughBytes, CancellationToken ct)
    {
        var (first, tail, total) = shard.Look(view => (LogOffset.Max(from, view.First), view.Tail, view.DataBytes));
        if (first >= tail) return new LogExtent(tail, tail, 0, 0);
        if (enoughBytes <= 0) return new LogExtent(first, first, 0, 0);

        var (before, arrivedAtMs) = await DataBeforeAsync(shard, first, ct);
        if (enoughBytes > total - before) return new LogExtent(first, tail, total - before, arrivedAtMs);

        var (end, after) = await EndOfDataAsync(shard, before + enoughBytes, ct);
        return new LogExtent(first, end, after - before, arrivedAtMs);
    }

    /// <summary>All entries of a slice, for copying what it holds.</summary>
    public async ValueTask<List<FrameEntry>> EntriesOfAsync(SegmentShardLog shard, Slice slice)
    {
        while (true)
        {
            await index.EnsureAsync(shard, slice);
            if (shard.Look(_ => slice.Entries) is { } entries) return entries;
        }
    }

    /// <summary>One frame, checked.</summary>
    public async ValueTask<byte[]> FrameAsync(ShardKey shard, Segment segment, FrameEntry entry)
    {
        var pooled = await fetcher.FetchAsync(shard, [(segment, entry)])
            ?? throw new StorageException(StorageFaultKind.Closed, $"Segment {segment.Name} was taken away.");
        var bytes = pooled.AsSpan(0, entry.Length).ToArray();
        System.Buffers.ArrayPool<byte>.Shared.Return(pooled);
        return bytes;
    }

    // Bytes of data of the shard before the record at that offset, and when the record arrived.
    private async ValueTask<(long Before, long ArrivedAtMs)> DataBeforeAsync(SegmentShardLog shard, LogOffset offset, CancellationToken ct)
    {
        while (true)
        {
            var (entry, segment) = await EntryAsync(
                shard, view => SliceIndex.At(view.Slices, offset), entries => SliceIndex.At(entries, offset), ct);
            if (entry.Base >= offset) return (entry.DataBytesBefore, entry.ArrivedAtMs);
            if (entry.End <= offset) throw Damaged(shard.Key, offset);

            using var page = await WholeFrameAsync(shard.Key, segment, entry);
            if (page is null) continue;
            var before = entry.DataBytesBefore;
            foreach (var record in page)
            {
                if (record.Offset < offset) before += record.Data.Length;
            }

            return (before, entry.ArrivedAtMs);
        }
    }

    // The end of the record with which the shard's data reach that many bytes.
    private async ValueTask<(LogOffset End, long After)> EndOfDataAsync(SegmentShardLog shard, long target, CancellationToken ct)
    {
        while (true)
        {
            var (entry, segment) = await EntryAsync(
                shard, view => SliceIndex.DataBelow(view.Slices, target), entries => SliceIndex.DataBelow(entries, target), ct);
            using var page = await WholeFrameAsync(shard.Key, segment, entry);
            if (page is null) continue;
            var after = entry.DataBytesBefore;
            foreach (var record in page)
            {
                after += record.Data.Length;
                if (after >= target) return (record.Offset + 1, after);
            }

            throw Damaged(shard.Key, page.Next); // The frame behind it, which would hold the rest, is missing.
        }
    }

    // Also what was trimmed of it, which counts in the bytes before the rest; null when its segment was taken away.
    private async ValueTask<RecordPage?> WholeFrameAsync(ShardKey shard, Segment segment, FrameEntry entry) =>
        await fetcher.FetchAsync(shard, [(segment, entry)]) is { } bytes
            ? new RecordPage(bytes, entry.Length, entry.Base, entry.End)
            : null;

    private async ValueTask<(FrameEntry Entry, Segment Segment)> EntryAsync(
        SegmentShardLog shard, Func<SegmentShardLog.View, int> findSlice, Func<List<FrameEntry>, int> findEntry, CancellationToken ct)
    {
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            shard.ThrowIfClosed();
            var slice = shard.Look(view => view.Slices.Count == 0 ? null : view.Slices[Math.Max(0, findSlice(view))]);
            if (slice is null) throw new StorageException(StorageFaultKind.Closed, $"Shard {shard.Key} was trimmed or dropped meanwhile.");
            if (!await index.EnsureAsync(shard, slice)) continue;

            var found = shard.Look(_ => slice.Entries is { } entries
                ? (entries[Math.Max(0, findEntry(entries))], slice.Segment)
                : ((FrameEntry, Segment)?)null);
            if (found is not null) return found.Value;
        }
    }

    private async ValueTask<ReadPlan> PlanAsync(SegmentShardLog shard, LogOffset from, ReadLimit limit, CancellationToken ct)
    {
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            Slice? missing = null;
            var plan = shard.Look(view => Plan(shard.Key, view, from, limit, out missing));
            if (missing is null) return plan!;
            shard.ThrowIfClosed();
            await index.EnsureAsync(shard, missing);
        }
    }

    private ReadPlan? Plan(ShardKey key, SegmentShardLog.View view, LogOffset from, ReadLimit limit, out Slice? missing)
    {
        missing = null;
        var start = LogOffset.Max(from, view.First);
        var plan = new ReadPlan(start);
        if (start >= view.Tail) return new ReadPlan(LogOffset.Min(start, view.Tail));

        var at = SliceIndex.At(view.Slices, start);
        if (at < 0 || view.Slices[at].End <= start) throw Damaged(key, start);
        for (; at < view.Slices.Count && !plan.IsFull(limit); at++)
        {
            var slice = view.Slices[at];
            slice.WasUsed = true;
            if (slice.Entries is not { } entries)
            {
                if (plan.Frames.Count > 0) return plan; // Enough for now; the next read loads it.
                missing = slice;
                return null;
            }

            for (var i = Math.Max(0, SliceIndex.At(entries, plan.Next)); i < entries.Count && !plan.IsFull(limit); i++)
            {
                if (plan.EndsBefore(entries[i], limit)) return plan;
                if (entries[i].Base > plan.Next || entries[i].End <= plan.Next)
                    return plan.Frames.Count > 0 ? plan : throw Damaged(key, plan.Next);
                plan.Add(slice.Segment, entries[i]);
            }
        }

        return plan;
    }

    private static RecordPage Cut(byte[] bytes, ReadPlan plan, ReadLimit limit)
    {
        var (next, records, size) = (plan.From, 0, 0L);
        using (var whole = new RecordPage(bytes, plan.Bytes, plan.From, plan.Next, ownsBytes: false))
        {
            foreach (var record in whole)
            {
                size += record.Key.Length + record.Data.Length;
                if (records == limit.MaxRecords || (records > 0 && size > limit.MaxBytes)) break;
                next = record.Offset + 1;
                records++;
            }
        }

        return new RecordPage(bytes, plan.Bytes, plan.From, next);
    }

    private StorageException Damaged(ShardKey key, LogOffset at) => new(
        StorageFaultKind.Corrupt,
        $"Records of shard {key} from {at} on are damaged on disk and cannot be served. {string.Join(' ', Damage.Take(5))}");

    /// <summary>Frames to fetch, in order and without a gap.</summary>
    private sealed class ReadPlan
    {
        private long _payload;
        private long _records;

        public ReadPlan(LogOffset from) => (From, Next) = (from, from);

        public LogOffset From { get; }

        public LogOffset Next { get; private set; }

        public int Bytes { get; private set; }

        public List<(Segment Segment, FrameEntry Entry)> Frames { get; } = [];

        public bool IsFull(ReadLimit limit) => _records >= limit.MaxRecords || _payload >= limit.MaxBytes;

        /// <summary>Whether that frame, which would be cut, is better left to the next page.</summary>
        public bool EndsBefore(in FrameEntry entry, ReadLimit limit) =>
            limit.ReadsOn && _payload >= limit.MaxBytes / 2 && _payload + PayloadOf(entry) > limit.MaxBytes;

        public void Add(Segment segment, in FrameEntry entry)
        {
            Frames.Add((segment, entry));
            Bytes += entry.Length;

            // Of the first frame nobody knows how much lies behind the start; it counts for its records alone.
            _records += entry.End - Next;
            if (Next == entry.Base) _payload += PayloadOf(entry);
            Next = entry.End;
        }

        private static long PayloadOf(in FrameEntry entry) =>
            entry.Length - FrameOverhead - (RecordBuffer.HeaderSize * (long)entry.Records);
    }
}
