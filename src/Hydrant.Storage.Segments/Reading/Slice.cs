using Hydrant.Core;

namespace Hydrant.Storage.Segments.Reading;

/// <summary>
/// What one segment holds of one shard. While the segment is written its entries are in memory; afterwards they are read
/// from the segment's index when they are needed, and may be dropped again. Guarded by its shard's lock.
/// </summary>
internal sealed class Slice(ShardKey shard, Segment segment)
{
    public ShardKey Shard => shard;

    /// <summary>Changes when the segment is rewritten.</summary>
    public Segment Segment { get; set; } = segment;

    public LogOffset First { get; set; }

    public LogOffset End { get; set; }

    public long FirstArrivedAtMs { get; set; }

    public long LastArrivedAtMs { get; set; }

    /// <summary>Bytes of data of the shard before the first record here, and up to the end of the last one.</summary>
    public long DataBytesBefore { get; set; }

    public long DataBytesAfter { get; set; }

    /// <summary>Bytes of the frames in the segment file.</summary>
    public long Bytes { get; set; }

    /// <summary>Place of the entries in the index file, and how many there are; both zero while the segment is written.</summary>
    public long IndexPosition { get; set; }

    public int Count { get; set; }

    /// <summary>Checksum of its list in the index file.</summary>
    public uint ListSum { get; set; }

    /// <summary>The entries by offset, or null when they are not in memory.</summary>
    public List<FrameEntry>? Entries { get; set; }

    /// <summary>Whether a reader asked for it since the cache last looked.</summary>
    public bool WasUsed { get; set; }

    public void Add(in FrameEntry entry, long dataBytesAfter)
    {
        if (Count == 0) (First, FirstArrivedAtMs, DataBytesBefore) = (entry.Base, entry.ArrivedAtMs, entry.DataBytesBefore);
        (Entries ??= []).Add(entry);
        End = entry.End;
        DataBytesAfter = dataBytesAfter;
        LastArrivedAtMs = entry.ArrivedAtMs;
        Bytes += entry.Length;
        Count++;
    }
}
