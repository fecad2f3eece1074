using Hydrant.Core;

namespace Hydrant.Streams;

/// <summary>How streams behave on this server.</summary>
public sealed record StreamOptions
{
    /// <summary>How long a stream or a consumer stays CREATING or DELETING. Long enough to be seen, short enough not to wait for.</summary>
    public TimeSpan StateDelay { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>How often records past their retention are let go; they may live that much longer.</summary>
    public TimeSpan RetentionSweepEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Open shards of one account in one Region; AWS gives 20,000 in its largest Regions.</summary>
    public int MaxShardsPerTenant { get; init; } = 20_000;

    /// <summary>Consumers of one stream; AWS gives 20, and 50 to those who pay for it.</summary>
    public int MaxConsumersPerStream { get; init; } = KinesisLimits.MaxConsumers;

    public IEnumerable<string> Mistakes()
    {
        if (StateDelay < TimeSpan.Zero) yield return "StateDelay must not be negative.";
        if (RetentionSweepEvery < TimeSpan.FromSeconds(1)) yield return $"RetentionSweepEvery must be at least 1 s, not {RetentionSweepEvery}.";
        if (MaxShardsPerTenant < 1) yield return $"MaxShardsPerTenant must be at least 1, not {MaxShardsPerTenant}.";
        if (MaxConsumersPerStream < 0) yield return "MaxConsumersPerStream must not be negative.";
    }
}
