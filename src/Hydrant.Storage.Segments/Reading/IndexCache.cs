using System.Buffers;
using Hydrant.Storage.Segments.Disk;
using Hydrant.Storage.Segments.Journal;

namespace Hydrant.Storage.Segments.Reading;

/// <summary>
/// Loads the entries of closed segments when a reader needs them, and lets the least used go again, so that the index of
/// any number of records fits in bounded memory. Safe from any thread.
/// </summary>
internal sealed class IndexCache(IDisk disk, int maxEntries)
{
    // A list, its array and its place in the queue take about so many entries' room; of a shard among thousands a segment
    // has two or three frames.
    private const int EntriesAround = 2;

    private readonly Lock _gate = new();
    private readonly Queue<(SegmentShardLog Shard, Slice Slice)> _loaded = new();
    private int _entries;

    /// <summary>Makes sure that the slice has its entries; false when it changed meanwhile and must be looked up again.</summary>
    public async ValueTask<bool> EnsureAsync(SegmentShardLog shard, Slice slice)
    {
        var (isLoaded, segment, position, count, sum) = shard.Look(_ =>
            (slice.Entries is not null, slice.Segment, slice.IndexPosition, slice.Count, slice.ListSum));
        if (isLoaded) return true;

        var entries = await LoadAsync(shard.Key, segment, position, count, sum);
        if (entries is null) return false;

        var (isSame, isFirst) = shard.Look(_ =>
        {
            if (slice.Segment != segment) return (false, false);
            if (slice.Entries is not null) return (true, false);
            slice.Entries = entries;
            return (true, true);
        });

        // Remembered once, however many readers loaded it: a second mention would put it out while it is wanted.
        if (isFirst) Remember(shard, slice);
        return isSame;
    }

    private async ValueTask<List<FrameEntry>?> LoadAsync(ShardKey shard, Segment segment, long position, int count, uint sum)
    {
        if (!segment.TryHold()) return null;
        var bytes = ArrayPool<byte>.Shared.Rent(count * IndexFile.EntrySize);
        try
        {
            var list = bytes.AsMemory(0, count * IndexFile.EntrySize);
            if (position > 0)
            {
                using var file = await disk.OpenAsync(segment.IndexName);
                if (await file.ReadAsync(position, list) == list.Length && IndexFile.TryReadList(list.Span, sum) is { } entries)
                    return entries;
            }

            // The index is damaged or was never written; the segment itself has all that is in it.
            return await ScanAsync(shard, segment);
        }
        catch (StorageException failure) when (failure.Kind != StorageFaultKind.Corrupt)
        {
            return await ScanAsync(shard, segment);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            segment.Release();
        }
    }

    // Behind the length that counts there may be a commit that was given up.
    private static async ValueTask<List<FrameEntry>> ScanAsync(ShardKey shard, Segment segment)
    {
        var scan = await SegmentScan.RunAsync(segment, long.MaxValue);
        return
        [
            .. scan.Frames
                .Where(frame => frame.Shard == shard && !frame.IsLost && frame.Entry.Position < segment.Length)
                .Select(frame => frame.Entry),
        ];
    }

    /// <summary>Takes a slice that has its entries into the number of those that may have them.</summary>
    public void Remember(SegmentShardLog shard, Slice slice)
    {
        shard.Look(_ =>
        {
            slice.Entries?.TrimExcess();
            return true;
        });
        lock (_gate)
        {
            _loaded.Enqueue((shard, slice));
            _entries += slice.Count + EntriesAround;

            // A second chance for what was used since; one round at most, so that it always ends.
            for (var left = _loaded.Count; _entries > maxEntries && left > 1; left--)
            {
                var (otherShard, other) = _loaded.Dequeue();
                var goes = otherShard.Look(_ =>
                {
                    if (other == slice || (other.WasUsed && left > 2))
                    {
                        other.WasUsed = false;
                        return false;
                    }

                    other.Entries = null;
                    return true;
                });
                if (goes) _entries -= other.Count + EntriesAround;
                else _loaded.Enqueue((otherShard, other));
            }
        }
    }
}
