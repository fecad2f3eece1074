namespace Hydrant.Streams.Accounts;

/// <summary>
/// An account's promise of a minimum of throughput, which opens warm throughput to its on-demand streams. Once begun it
/// holds for a day at least.
/// </summary>
/// <param name="StartedAtMs">Epoch milliseconds; null when it was never begun.</param>
/// <param name="EndedAtMs">Epoch milliseconds, possibly in the future; null while nobody asked to end it.</param>
public sealed record ThroughputCommitment(long? StartedAtMs, long? EndedAtMs)
{
    public static readonly ThroughputCommitment None = new(null, null);

    private static readonly TimeSpan Shortest = TimeSpan.FromHours(24);

    /// <summary>Epoch milliseconds; null when it was never begun.</summary>
    public long? EarliestAllowedEndAtMs => StartedAtMs + (long)Shortest.TotalMilliseconds;

    public CommitmentStatus StatusAt(long nowMs)
    {
        if (StartedAtMs is null || EndedAtMs <= nowMs) return CommitmentStatus.Disabled;
        return EndedAtMs is null ? CommitmentStatus.Enabled : CommitmentStatus.EnabledUntilEarliestAllowedEnd;
    }

    /// <summary>In force, also when its end has been asked for.</summary>
    public bool HoldsAt(long nowMs) => StatusAt(nowMs) != CommitmentStatus.Disabled;

    /// <summary>Begun now, or going on when it holds.</summary>
    public ThroughputCommitment Enable(long nowMs) => HoldsAt(nowMs) ? this with { EndedAtMs = null } : new(nowMs, null);

    /// <summary>Ended now, or as soon as it may end.</summary>
    public ThroughputCommitment Disable(long nowMs) => StatusAt(nowMs) == CommitmentStatus.Enabled
        ? this with { EndedAtMs = Math.Max(nowMs, EarliestAllowedEndAtMs!.Value) }
        : this;
}
