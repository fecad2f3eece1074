using Hydrant.Storage.Segments.Disk;
using Hydrant.Storage.Segments.Journal;
using Hydrant.Storage.Segments.Reading;

namespace Hydrant.Storage.Segments.Retention;

/// <summary>
/// Copies what lives of one closed segment into the next generation of it. The old file counts until the new one has its
/// name; a start that finds both keeps the newer.
/// </summary>
internal sealed class SegmentRewrite(SegmentLogStore store, IDisk disk, Segment old)
{
    private const string TemporaryName = "rewrite.new";
    private const int MaxCommit = 4 * 1024 * 1024;

    private readonly List<byte> _commit = [.. new byte[CommitHeader.Size]];
    private int _frames;
    private long _position = SegmentHeader.Size;
    private long _sequence = old.FirstCommit;

    public async ValueTask<Segment> RunAsync(List<(SegmentShardLog Shard, Slice Slice)> live)
    {
        var file = await disk.CreateAsync(TemporaryName);
        try
        {
            var header = new byte[SegmentHeader.Size];
            new SegmentHeader(old.Number, old.FirstCommit, IsRewritten: true, old.Secret).Write(header);
            await file.WriteAsync(0, header);

            var moved = new List<(SegmentShardLog Shard, Slice Old, Slice New)>();
            var segment = new Segment(old.Number, old.Generation + 1, file) 
            {
                FirstCommit = old.FirstCommit, Secret = old.Secret, IsSealed = true,
            };
            foreach (var (shard, slice) in live) moved.Add((shard, slice, await CopyAsync(file, segment, shard, slice)));
            await FlushAsync(file);

            segment.Length = _position;
            await file.SyncAsync();
            await SegmentLogStore.WriteIndexAsync(disk, segment, [.. moved.Select(slice => slice.New)]);
            await disk.RenameAsync(TemporaryName, segment.Name);
            await disk.SyncDirectoryAsync();
            foreach (var (shard, slice, copy) in moved) Swap(shard, slice, copy);
            return segment;
        }
        catch (StorageException)
        {
            file.Dispose();
            throw;
        }
    }

    private async ValueTask<Slice> CopyAsync(IDiskFile file, Segment segment, SegmentShardLog shard, Slice slice)
    {
        var copy = new Slice(slice.Shard, segment);
        var entries = await store.Reader.EntriesOfAsync(shard, slice);
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            var bytes = await store.Reader.FrameAsync(shard.Key, old, entry);
            if (_commit.Count + bytes.Length > MaxCommit && _frames > 0) await FlushAsync(file);
            var after = i + 1 < entries.Count ? entries[i + 1].DataBytesBefore : slice.DataBytesAfter;
            copy.Add(entry with { Position = _position + _commit.Count }, after);
            _commit.AddRange(bytes);
            _frames++;
        }

        return copy;
    }

    private async ValueTask FlushAsync(IDiskFile file)
    {
        if (_frames == 0) return;
        var bytes = _commit.ToArray();
        new CommitHeader(bytes.Length, _frames, _sequence++, old.Secret).Write(bytes);
        await file.WriteAsync(_position, bytes);
        _position += bytes.Length;
        _commit.RemoveRange(CommitHeader.Size, _commit.Count - CommitHeader.Size);
        _frames = 0;
    }

    private static void Swap(SegmentShardLog shard, Slice slice, Slice copy) => shard.Look(view =>
    {
        // What was trimmed meanwhile lives on in the copy until that is due itself; nothing counts it.
        slice.Segment = copy.Segment;
        if (view.Slices.Contains(slice)) copy.Segment.Count(copy.Bytes);
        slice.Bytes = copy.Bytes;
        slice.IndexPosition = copy.IndexPosition;
        slice.ListSum = copy.ListSum;
        if (slice.Entries is not null) slice.Entries = copy.Entries;
        return 0;
    });
}
