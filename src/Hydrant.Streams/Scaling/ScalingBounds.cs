using System.Globalization;
using Hydrant.Core;

namespace Hydrant.Streams.Scaling;

/// <summary>
/// Whether a stream is scaled by its load, and how far: an on-demand stream always, a provisioned one when its tag
/// <c>hydrant:autoscale</c> says so, with <c>true</c> or with bounds such as <c>2-64</c>.
/// </summary>
/// <param name="Least">Open shards it keeps at least.</param>
/// <param name="Most">Open shards it has at most.</param>
public readonly record struct ScalingBounds(int Least, int Most)
{
    public const string Tag = "hydrant:autoscale";

    /// <summary>Null when the stream's shards are its user's affair.</summary>
    public static ScalingBounds? Of(StreamState stream)
    {
        if (stream.Mode == StreamMode.OnDemand) return new(OnDemandLeast(stream), KinesisLimits.MaxShardsPerStream);
        return stream.Tags.TryGetValue(Tag, out var text) && TryParse(text, out var bounds) ? bounds : null;
    }

    /// <summary>Reads the value of the tag; false for <c>false</c> and for what is none.</summary>
    public static bool TryParse(string text, out ScalingBounds bounds)
    {
        bounds = new(1, KinesisLimits.MaxShardsPerStream);
        if (string.Equals(text, "true", StringComparison.OrdinalIgnoreCase)) return true;

        var hyphen = text.IndexOf('-', StringComparison.Ordinal);
        if (hyphen < 0 || !TryCount(text.AsSpan(0, hyphen), out var least) || !TryCount(text.AsSpan(hyphen + 1), out var most))
            return false;

        bounds = new(least, most);
        return least <= most;
    }

    // A warm stream keeps the shards for the throughput it is to be ready for.
    private static int OnDemandLeast(StreamState stream) => Math.Clamp(
        stream.Settings.WarmThroughputMiBps ?? 0, KinesisLimits.OnDemandShards, KinesisLimits.MaxShardsPerStream);

    private static bool TryCount(ReadOnlySpan<char> text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count)
        && count is >= 1 and <= KinesisLimits.MaxShardsPerStream;
}
