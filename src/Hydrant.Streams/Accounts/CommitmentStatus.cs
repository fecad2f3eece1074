namespace Hydrant.Streams.Accounts;

/// <summary>Whether an account has promised a minimum of throughput.</summary>
public enum CommitmentStatus
{
    Disabled,

    Enabled,

    /// <summary>It was ended before it may end, and goes on until then.</summary>
    EnabledUntilEarliestAllowedEnd,
}
