using Hydrant.Core;
using Hydrant.Storage.Segments.Disk;
using Hydrant.Storage.Segments.Reading;

namespace Hydrant.Storage.Segments.Journal;

/// <summary>
/// Writes commits to the newest segment and syncs them; closes a full segment and starts the next. For one caller at a
/// time. After any failure the segment is given up: what was not synced may or may not be on the disk, and the header
/// of the next segment says from which commit on it does not count.
/// </summary>
internal sealed class JournalWriter(SegmentLogStore store, IDisk disk, SegmentLogOptions options, TailCache cache, IIdSource ids)
{
    private Segment? _segment;
    private long _nextNumber = 1;
    private long _nextCommit = 1;

    /// <summary>How many commits were synced since the start.</summary>
    public long Commits { get; private set; }

    /// <summary>Goes on behind what recovery found.</summary>
    public void Start(Segment? last, long nextNumber, long nextCommit) =>
        (_segment, _nextNumber, _nextCommit) = (last, nextNumber, nextCommit);

    /// <summary>Writes and syncs a commit; returns where it is.</summary>
    /// <exception cref="StorageException">It is not durable, and no reader will see it.</exception>
    public async ValueTask<(Segment Segment, long Position)> WriteAsync(Commit commit)
    {
        if (_segment is { } full && full.Length + commit.Length > options.SegmentSize.Bytes && full.Length > SegmentHeader.Size)
        {
            _segment = null;
            await store.CloseSegmentAsync(full);
        }

        _segment ??= await NewSegmentAsync();
        var segment = _segment;
        var position = segment.Length;
        var bytes = commit.Finish(_nextCommit, segment.Secret);
        try
        {
            await segment.File.WriteAsync(position, bytes);
            await segment.File.SyncAsync();
        }
        catch (StorageException)
        {
            // The tail of the file is unknown now, and the next segment's header will say that it does not count.
            _segment = null;
            await store.CloseSegmentAsync(segment);
            throw;
        }

        segment.Length += bytes.Length;
        cache.Append(bytes.Span);
        _nextCommit++;
        Commits++;
        return (segment, position);
    }

    private async ValueTask<Segment> NewSegmentAsync()
    {
        var secret = NewSecret();
        var name = Segment.NameOf(_nextNumber, generation: 0);
        var file = await disk.CreateAsync(name);
        try
        {
            var header = new byte[SegmentHeader.Size];
            new SegmentHeader(_nextNumber, _nextCommit, IsRewritten: false, secret).Write(header);
            await file.WriteAsync(0, header);
            await file.SyncAsync();
            await disk.SyncDirectoryAsync();
        }
        catch (StorageException)
        {
            // The number is used up, so that whatever became of the file is never taken for the next one.
            _nextNumber++;
            file.Dispose();
            await TryDeleteAsync(name);
            throw;
        }

        var segment = new Segment(_nextNumber++, generation: 0, file)
        {
            Length = SegmentHeader.Size,
            FirstCommit = _nextCommit,
            Secret = secret,
            CacheBase = cache.Head - SegmentHeader.Size,
        };
        store.Add(segment);
        return segment;
    }

    private uint NewSecret()
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        ids.Fill(bytes);
        return BitConverter.ToUInt32(bytes);
    }

    // A full disk is met again with every append; it must not fill a directory with empty files.
    private async ValueTask TryDeleteAsync(string name)
    {
        try
        {
            await disk.DeleteAsync(name);
        }
        catch (StorageException)
        {
        }
    }
}
