namespace Hydrant.Jq;

/// <summary>What one run may use. Who exceeds it gets an error that no <c>try</c> catches.</summary>
public sealed record JqLimits
{
    public static JqLimits Default { get; } = new();

    /// <summary>Steps: calls, outputs that go through a pipe, elements that are visited, in all.</summary>
    public long Steps { get; init; } = 10_000_000;

    /// <summary>Bytes that values made by the run take, in all; those that nobody needs any more count too.</summary>
    public long Bytes { get; init; } = 256L << 20;

    /// <summary>How long one regular expression may search.</summary>
    public TimeSpan MatchTimeout { get; init; } = TimeSpan.FromSeconds(1);
}
