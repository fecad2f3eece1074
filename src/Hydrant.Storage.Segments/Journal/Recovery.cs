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
    private long _lastNumber;

    public static async Task<Recovered> RunAsync(SegmentLogStore store, IDisk disk) => await new Recovery(store, disk).RunAsync();

    private async Task<Recovered> RunAsync()
    {
        // What a listing shows need not survive the next crash, and what follows is built on it.
        await disk.SyncDirectoryAsync();
        var names = (await disk.ListAsync()).ToHashSet(StringComparer.Ordinal);
        var bounds = names.Contains(BoundsFile.Name) ? BoundsFile.Read(await ReadAllAsync(BoundsFile.Name)) : [];
        foreach (var shard in bounds.Where(shard => shard.IsDropped)) _dropped.Add(shard.Shard);

        var segments = await OpenSegmentsAsync(names);
        var last = default(Segment);
        var nextCommit = 1L;
        for (var i = 0; i < segments.Count; i++)
        {
            var (segment, header) = segments[i];
            var endCommit = i + 1 < segments.Count ? segments[i + 1].Header.FirstCommit : long.MaxValue;
            nextCommit = Math.Max(nextCommit, header.FirstCommit);
            store.Add(segment);
            if (i + 1 < segments.Count)
            {
                await TakeClosedAsync(segment, header, endCommit, segments[i + 1].Segment.Number == segment.Number + 1, names);
                continue;
            }

            nextCommit = Math.Max(nextCommit, await TakeLastAsync(segment, header, names));
            if (header.IsRewritten) await store.CloseSegmentAsync(segment);
            else last = segment;
        }

        foreach (var shard in bounds)
        {
            var log = store.Shard(shard.Shard);
            if (shard.IsDropped) log.Close(isDropped: true);
            log.Recover(shard);
        }

        return new Recovered(last, _lastNumber + 1, nextCommit, _damage);
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
            if (!names.Contains(Path.ChangeExtension(name, Segment.Extension))) await disk.DeleteAsync(name);
        }

        var segments = new List<(Segment, SegmentHeader)>();
        foreach (var (number, generation) in newest)
        {
            for (var old = 0; old < generation; old++) await DeleteAsync(names, Segment.NameOf(number, old));
            var file = await disk.OpenAsync(Segment.NameOf(number, generation));
            var bytes = new byte[SegmentHeader.Size];
            var read = await file.ReadAsync(0, bytes);
            _lastNumber = number;
            var wrong = SegmentHeader.TryRead(bytes.AsSpan(0, read), out var header);
            if (wrong is not null)
            {
                var first = await FirstCommitAsync(file);
                if (first is null)
                {
                    // A file whose header was never synced holds nothing that was acknowledged; one with more was synced.
                    var length = file.Length;
                    var isNew = length <= SegmentHeader.Size || await SegmentScan.IsFillAsync(file, SegmentHeader.Size);
                    file.Dispose();
                    var name = Segment.NameOf(number, generation);
                    if (isNew) await disk.DeleteAsync(name);
                    else _damage.Add($"{name}: bytes 0 to {length - 1}: {wrong}; it is left alone and not read.");
                    continue;
                }

                header = new SegmentHeader(number, first.Value.Sequence, IsRewritten: generation > 0, first.Value.Secret);
                _damage.Add($"{Segment.NameOf(number, generation)}: bytes 0 to {SegmentHeader.Size - 1}: {wrong}.");
            }

            segments.Add((new Segment(number, generation, file) 
            {
                FirstCommit = header.FirstCommit, Secret = header.Secret, Length = SegmentHeader.Size,
            }, header));
        }

        return segments;
    }

    // The header's place is fixed, so that the commits are found without it; null when there is none.
    private static async ValueTask<CommitHeader?> FirstCommitAsync(IDiskFile file)
    {
        var bytes = new byte[CommitHeader.Size];
        var read = await file.ReadAsync(SegmentHeader.Size, bytes);
        return CommitHeader.TryRead(bytes.AsSpan(0, read), out var commit) is null ? commit : null;
    }

    private async ValueTask TakeClosedAsync(Segment segment, SegmentHeader header, long endCommit, bool isFollowed, HashSet<string> names)
    {
        segment.IsSealed = true;
        var slices = names.Contains(segment.IndexName) ? await ReadIndexAsync(segment) : null;
        if (slices is null)
        {
            var scan = await ScanAsync(segment, header, endCommit);
            if (!header.IsRewritten && isFollowed && scan.TornBecause is null && scan.NextCommit < endCommit)
                _damage.Add($"{segment.Name}: from byte {scan.End} on: commits {scan.NextCommit} to {endCommit - 1} are missing.");
            segment.Length = scan.End;
            Take(segment, scan);
            await store.CloseSegmentAsync(segment);
            return;
        }

        foreach (var slice in slices)
        {
            if (!_dropped.Contains(slice.Shard)) store.Shard(slice.Shard).Recover(slice);
        }
    }

    private async ValueTask<long> TakeLastAsync(Segment segment, SegmentHeader header, HashSet<string> names)
    {
        // It had successors once that are gone, and grows again now: its old index would hide what comes.
        if (names.Contains(segment.IndexName))
        {
            await disk.DeleteAsync(segment.IndexName);
            await disk.SyncDirectoryAsync();
        }

        // What was never synced was never acknowledged, and is cut. What is there may not be synced either: the process
        // ended before the machine did, and readers are about to see it.
        var scan = await ScanAsync(segment, header, long.MaxValue);
        if (scan.End < segment.File.Length) await segment.File.TruncateAsync(scan.End);
        await segment.File.SyncAsync();

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
            if (_dropped.Contains(frame.Shard)) continue;
            if (frame.IsLost) store.Find(frame.Shard)?.RecoverLost(frame.Entry, frame.DataBytesAfter);
            else store.Shard(frame.Shard).Recover(segment, frame.Entry, frame.DataBytesAfter);
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
