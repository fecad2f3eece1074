using Hydrant.Storage.Segments.Disk;
using Hydrant.Storage.Segments.Reading;
using Hydrant.Storage.Segments.Retention;

namespace Hydrant.Storage.Segments.Journal;

/// <summary>
/// Brings a store to where the last one was: closed segments through their index, the last one by reading it, and then
/// what is known of shards that have no records left.
/// </summary>
internal sealed class Recovery(SegmentLogStore store, IDisk disk)
{
    private readonly List<string> _damage = [];
    private readonly HashSet<ShardKey> _dropped = [];

    public static async Task<Recovered> RunAsync(SegmentLogStore store, IDisk disk) => await new Recovery(store, disk).RunAsync();

    private async Task<Recovered> RunAsync()
    {
        var names = (await disk.ListAsync()).ToHashSet(StringComparer.Ordinal);
        var bounds = names.Contains(BoundsFile.Name) ? BoundsFile.Read(await ReadAllAsync(BoundsFile.Name)) : [];
        foreach (var shard in bounds.Where(shard => shard.IsDropped)) _dropped.Add(shard.Shard);

        var segments = await OpenSegmentsAsync(names);
        var last = default(Segment);
        var (nextNumber, nextCommit) = (1L, 1L);
        for (var i = 0; i < segments.Count; i++)
        {
            var (segment, header) = segments[i];
            var endCommit = i + 1 < segments.Count ? segments[i + 1].Header.FirstCommit : long.MaxValue;
            nextNumber = segment.Number + 1;
            nextCommit = Math.Max(nextCommit, header.FirstCommit);
            store.Add(segment);
            if (i + 1 < segments.Count)
            {
                await TakeClosedAsync(segment, header, endCommit, names);
                continue;
            }

            nextCommit = Math.Max(nextCommit, await TakeLastAsync(segment, header));
            if (header.IsRewritten) await store.SealAsync(segment);
            else last = segment;
        }

        foreach (var shard in bounds)
        {
            var log = store.Shard(shard.Shard);
            if (shard.IsDropped) log.Close(isDropped: true);
            log.Recover(shard);
        }

        return new Recovered(last, nextNumber, nextCommit, _damage);
    }

    // The newest generation of each segment; older ones, and files that were never finished, are taken away.
    private async Task<List<(Segment Segment, SegmentHeader Header)>> OpenSegmentsAsync(HashSet<string> names)
    {
        var newest = new SortedDictionary<long, int>();
        foreach (var name in names)
        {
            if (Segment.TryParseName(name, out var number, out var generation))
                newest[number] = Math.Max(generation, newest.GetValueOrDefault(number));
        }

        // An index that outlived its segment must not meet a later segment of the same number.
        foreach (var name in names.Where(name => name.EndsWith(".index", StringComparison.Ordinal)).ToList())
        {
            if (!names.Contains(Path.ChangeExtension(name, ".segment"))) await disk.DeleteAsync(name);
        }

        var segments = new List<(Segment, SegmentHeader)>();
        foreach (var (number, generation) in newest)
        {
            for (var old = 0; old < generation; old++) await DeleteAsync(names, Segment.NameOf(number, old));
            var file = await disk.OpenAsync(Segment.NameOf(number, generation));
            var bytes = new byte[SegmentHeader.Size];
            var read = await file.ReadAsync(0, bytes);
            var wrong = SegmentHeader.TryRead(bytes.AsSpan(0, read), out var header);
            if (wrong is not null)
            {
                // A file whose header was never synced holds nothing that was acknowledged, unless it has grown since.
                var length = file.Length;
                file.Dispose();
                if (length > SegmentHeader.Size) _damage.Add($"{Segment.NameOf(number, generation)}: {wrong}; it is left alone and not read.");
                continue;
            }

            segments.Add((new Segment(number, generation, file) { FirstCommit = header.FirstCommit, Length = SegmentHeader.Size }, header));
        }

        return segments;
    }

    private async ValueTask TakeClosedAsync(Segment segment, SegmentHeader header, long endCommit, HashSet<string> names)
    {
        segment.IsSealed = true;
        var slices = names.Contains(segment.IndexName) ? await ReadIndexAsync(segment) : null;
        if (slices is null)
        {
            var scan = await ScanAsync(segment, header, endCommit);
            segment.Length = scan.End;
            Take(segment, scan);
            await store.SealAsync(segment);
            return;
        }

        foreach (var slice in slices)
        {
            if (!_dropped.Contains(slice.Shard)) store.Shard(slice.Shard).Recover(slice);
        }
    }

    private async ValueTask<long> TakeLastAsync(Segment segment, SegmentHeader header)
    {
        var scan = await ScanAsync(segment, header, long.MaxValue);
        if (scan.End < segment.File.Length)
        {
            // What was never synced was never acknowledged. The cut is made durable before anything is written behind it.
            await segment.File.TruncateAsync(scan.End);
            await segment.File.SyncAsync();
        }

        segment.Length = scan.End;
        Take(segment, scan);
        return scan.NextCommit;
    }

    private async ValueTask<SegmentScan> ScanAsync(Segment segment, SegmentHeader header, long endCommit)
    {
        // A rewritten segment numbers its commits for itself.
        var scan = await SegmentScan.RunAsync(segment, header.IsRewritten ? long.MaxValue : endCommit);
        _damage.AddRange(scan.Damage);
        return scan;
    }

    private void Take(Segment segment, SegmentScan scan)
    {
        foreach (var frame in scan.Frames)
        {
            if (!_dropped.Contains(frame.Shard)) store.Shard(frame.Shard).Recover(segment, frame.Entry, frame.DataBytesAfter);
        }
    }

    private async ValueTask<List<Slice>?> ReadIndexAsync(Segment segment)
    {
        try
        {
            return IndexFile.TryReadDirectory(await ReadAllAsync(segment.IndexName), segment);
        }
        catch (StorageException)
        {
            return null;
        }
    }

    private async ValueTask<byte[]> ReadAllAsync(string name)
    {
        using var file = await disk.OpenAsync(name);
        var bytes = new byte[file.Length];
        var read = await file.ReadAsync(0, bytes);
        return read == bytes.Length ? bytes : bytes[..read];
    }

    private async ValueTask DeleteAsync(HashSet<string> names, string name)
    {
        if (names.Contains(name)) await disk.DeleteAsync(name);
        var index = Path.ChangeExtension(name, ".index");
        if (names.Contains(index)) await disk.DeleteAsync(index);
    }
}
