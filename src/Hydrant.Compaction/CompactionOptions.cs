using Hydrant.Core;

namespace Hydrant.Compaction;

/// <summary>What a run joins, and when it deletes (docs/specs/compaction.md).</summary>
public sealed record CompactionOptions
{
    /// <summary>What joined objects are made to have at most; query engines like files of this order.</summary>
    public ByteSize TargetSize { get; init; } = ByteSize.MiB(128);

    /// <summary>Objects above it are left alone: to write them again would cost more than it saves.</summary>
    public ByteSize SmallSize { get; init; } = ByteSize.MiB(32);

    /// <summary>
    /// How long an object and this server must have been there. A delivery that is repeated after a restart writes its
    /// object again, and would bring back one that was joined and deleted.
    /// </summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long joined objects stay, for readers who listed them before and still open them.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Most objects joined to one. It bounds the document of a folder.</summary>
    public int MaxSources { get; init; } = 1_000;

    /// <summary>All that is wrong, or nothing.</summary>
    public IReadOnlyList<string> Mistakes()
    {
        var mistakes = new List<string>();
        if (TargetSize.Bytes is < 1 or > 4L << 30) mistakes.Add("The target size is 1 byte to 4 GiB.");
        if (SmallSize.Bytes < 1 || SmallSize > TargetSize) mistakes.Add("The small size is 1 byte to the target size.");
        if (Quiet < TimeSpan.Zero || Quiet > TimeSpan.FromDays(30)) mistakes.Add("The quiet period is 0 to 30 days.");
        if (Grace < TimeSpan.Zero || Grace > TimeSpan.FromDays(7)) mistakes.Add("The grace period is 0 to 7 days.");
        if (MaxSources is < 2 or > 10_000) mistakes.Add("The most sources of one object are 2 to 10,000.");
        return mistakes;
    }
}
