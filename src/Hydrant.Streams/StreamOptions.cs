using System.Collections.Immutable;
using Hydrant.Streams.Quotas;

namespace Hydrant.Streams;

/// <summary>How streams behave on this server.</summary>
public sealed record StreamOptions
{
    /// <summary>The stream's own word on <see cref="Limits"/>: a tag with the value <c>aws</c> or <c>off</c>.</summary>
    public const string LimitsTag = "hydrant:limits";

    /// <summary>The stream's own word on <see cref="States"/>: a tag with the value <c>aws</c> or <c>fast</c>.</summary>
    public const string StatesTag = "hydrant:states";

    /// <summary>Whether the quotas of the service are kept. Off for those who use streams without a server around them.</summary>
    public LimitMode Limits { get; init; } = LimitMode.Off;

    /// <summary>How long the states on the way last.</summary>
    public StateMode States { get; init; } = StateMode.Fast;

    /// <summary>How long CREATING, UPDATING and DELETING of streams and consumers last when fast. Long enough to be seen, short enough not to wait for.</summary>
    public TimeSpan StateDelay { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>How long they last as in the service, where it is several seconds for a small stream.</summary>
    public TimeSpan AwsStateDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often records past their retention are let go; they may live that much longer.</summary>
    public TimeSpan RetentionSweepEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Open shards of one account in one Region; AWS gives 20,000 in its largest Regions.</summary>
    public int MaxShardsPerTenant { get; init; } = 20_000;

    /// <summary>How often the load of scaled streams is looked at; a rate is that of one period.</summary>
    public TimeSpan ScalingPeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long neighbours must have been nearly idle before they are merged.</summary>
    public TimeSpan ScalingQuiet { get; init; } = TimeSpan.FromHours(1);

    /// <summary>What holds for a stream that says nothing of its own.</summary>
    public TimeSpan DefaultStateDelay => States == StateMode.Aws ? AwsStateDelay : StateDelay;

    /// <summary>Whether that stream keeps the quotas.</summary>
    public LimitMode LimitsOf(StreamState stream) => LimitsOf(stream.Tags);

    /// <summary>Whether a stream with those tags keeps the quotas. A value that is none of the two says nothing.</summary>
    public LimitMode LimitsOf(ImmutableSortedDictionary<string, string> tags) =>
        LimitsOf(tags.GetValueOrDefault(LimitsTag), Limits);

    /// <summary>What the value of the tag says; what else holds, when it says nothing.</summary>
    public static LimitMode LimitsOf(string? tag, LimitMode otherwise) => tag switch
    {
        "aws" => LimitMode.Aws,
        "off" => LimitMode.Off,
        _ => otherwise,
    };

    /// <summary>How long that stream stays in a state on the way.</summary>
    public TimeSpan StateDelayOf(StreamState stream) => stream.Tags.GetValueOrDefault(StatesTag) switch
    {
        "aws" => AwsStateDelay,
        "fast" => StateDelay,
        _ => DefaultStateDelay,
    };

    public IEnumerable<string> Mistakes()
    {
        if (ScalingPeriod < TimeSpan.FromSeconds(1)) yield return $"ScalingPeriod must be at least 1 s, not {ScalingPeriod}.";
        if (ScalingQuiet < ScalingPeriod) yield return $"ScalingQuiet must be at least ScalingPeriod, {ScalingPeriod}, not {ScalingQuiet}.";
        if (StateDelay < TimeSpan.Zero) yield return "StateDelay must not be negative.";
        if (AwsStateDelay < TimeSpan.Zero) yield return "AwsStateDelay must not be negative.";
        if (RetentionSweepEvery < TimeSpan.FromSeconds(1)) yield return $"RetentionSweepEvery must be at least 1 s, not {RetentionSweepEvery}.";
        if (MaxShardsPerTenant < 1) yield return $"MaxShardsPerTenant must be at least 1, not {MaxShardsPerTenant}.";
    }
}
