using Hydrant.Core;

namespace Hydrant.Storage.Segments;

/// <summary>Settings of the log in files. All of it can be written down; none of it does work.</summary>
public sealed record SegmentLogOptions
{
    /// <summary>Where the files are; made when it is not there.</summary>
    public required string Directory { get; init; }

    /// <summary>A file is closed when the next commit would pass it. Larger ones mean fewer files, and more to read at a start.</summary>
    public ByteSize SegmentSize { get; init; } = ByteSize.MiB(128);

    /// <summary>
    /// What one commit holds at most, and so what waits in memory for the disk: one commit is written while the next one
    /// fills. It must take the largest request whole, 10 MiB of records. Both are reserved at the start; resident is what
    /// the largest commit so far took.
    /// </summary>
    public ByteSize MaxCommitSize { get; init; } = ByteSize.MiB(12);

    /// <summary>The newest bytes of the journal, kept for readers at the tail.</summary>
    public ByteSize TailCacheSize { get; init; } = ByteSize.MiB(32);

    /// <summary>
    /// Index entries of closed segments kept in memory, 40 bytes each, and as much as two more for each shard of a segment;
    /// others are read again when needed.
    /// </summary>
    public int MaxCachedIndexEntries { get; init; } = 250_000;

    /// <summary>
    /// A segment is written again for the little that lives in it only when all of it came so long ago: what waits to be
    /// delivered mostly goes by itself before.
    /// </summary>
    public TimeSpan RewriteAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Every mistake, not the first one: the operator mends them all at once.</summary>
    public IEnumerable<string> Mistakes()
    {
        if (!Path.IsPathFullyQualified(Directory)) yield return $"Directory must be absolute, not '{Directory}'.";
        if (SegmentSize < ByteSize.KiB(64)) yield return $"SegmentSize must be at least 64 KiB, not {SegmentSize}.";
        if (SegmentSize > ByteSize.GiB(1)) yield return $"SegmentSize must be at most 1 GiB, not {SegmentSize}.";
        if (MaxCommitSize < ByteSize.MiB(12) || MaxCommitSize > ByteSize.MiB(64))
            yield return $"MaxCommitSize must be 12 MiB to 64 MiB, not {MaxCommitSize}.";
        if (TailCacheSize < ByteSize.MiB(1) || TailCacheSize > ByteSize.GiB(1))
            yield return $"TailCacheSize must be 1 MiB to 1 GiB, not {TailCacheSize}.";
        if (RewriteAfter < TimeSpan.Zero) yield return "RewriteAfter must not be negative.";
        if (MaxCachedIndexEntries < 1_000) yield return $"MaxCachedIndexEntries must be at least 1000, not {MaxCachedIndexEntries}.";
    }
}
