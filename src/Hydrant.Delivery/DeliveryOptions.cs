using System.Collections.Immutable;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Quotas;

namespace Hydrant.Delivery;

/// <summary>How delivery streams behave on this server.</summary>
public sealed record DeliveryOptions
{
    /// <summary>Whether the quotas of the service are kept; a delivery stream's own tag says otherwise (<see cref="StreamOptions.LimitsTag"/>).</summary>
    public LimitMode Limits { get; init; } = LimitMode.Off;

    /// <summary>How long the states on the way last.</summary>
    public StateMode States { get; init; } = StateMode.Fast;

    /// <summary>How long CREATING and DELETING last when fast. Long enough to be seen, short enough not to wait for.</summary>
    public TimeSpan StateDelay { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>How long they last as in the service, where it is several seconds.</summary>
    public TimeSpan AwsStateDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What an interval of 0 seconds means: soon, but not an object for each record.</summary>
    public TimeSpan ZeroInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Appends closer together than this are measured together: ten looks a second at a busy shard are enough.
    /// </summary>
    public TimeSpan MeasureEvery { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause before the first repetition of a failed delivery; it doubles each time.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A destination that comes back is noticed within this time.</summary>
    public TimeSpan LastRetry { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Deliveries at the same time; each holds a page of records and a part of an upload in memory.</summary>
    public int MaxConcurrentDeliveries { get; init; } = 16;

    /// <summary>Rows of all files of columns that are written at the same time, in memory.</summary>
    public ByteSize ConversionMemory { get; init; } = ByteSize.MiB(256);

    /// <summary>
    /// What one of them has of it, in bytes. Fixed, whatever is written beside it: a delivery that is repeated writes the same file.
    /// </summary>
    public long RowMemory => Math.Min(ConversionMemory.Bytes / MaxConcurrentDeliveries, MaxRowMemory);

    /// <summary>A row group that holds as much is worth writing; a file of the largest buffer has few of them.</summary>
    public const long MaxRowMemory = 32L * 1024 * 1024;

    /// <summary>
    /// Bytes of data that may wait for delivery in one delivery stream: callers' puts beyond are refused until some is delivered,
    /// and shards of a stream wait to be processed. Null: what the disk has.
    /// </summary>
    public ByteSize? MaxBacklog { get; init; }

    /// <summary>Delivery streams of one account in one Region.</summary>
    public int MaxDeliveryStreams { get; init; } = FirehoseLimits.MaxDeliveryStreams;

    /// <summary>Whether a delivery stream with those tags keeps the quotas of the service.</summary>
    public bool KeepsLimits(ImmutableSortedDictionary<string, string> tags) =>
        KeepsLimits(tags.GetValueOrDefault(StreamOptions.LimitsTag));

    /// <summary>Whether a delivery stream does whose tag <see cref="StreamOptions.LimitsTag"/> has that value; null without one.</summary>
    public bool KeepsLimits(string? limitsTag) => StreamOptions.LimitsOf(limitsTag, Limits) == LimitMode.Aws;

    public IEnumerable<string> Mistakes()
    {
        if (StateDelay < TimeSpan.Zero) yield return "StateDelay must not be negative.";
        if (AwsStateDelay < TimeSpan.Zero) yield return "AwsStateDelay must not be negative.";
        if (ZeroInterval <= TimeSpan.Zero) yield return "ZeroInterval must be positive.";
        if (MeasureEvery < TimeSpan.Zero) yield return "MeasureEvery must not be negative.";
        if (FirstRetry <= TimeSpan.Zero) yield return "FirstRetry must be positive.";
        if (LastRetry < FirstRetry)
        {
            yield return $"LastRetry must be at least FirstRetry ({FirstRetry}), not {LastRetry}.";
        }

        if (MaxConcurrentDeliveries < 1)
        {
            yield return $"MaxConcurrentDeliveries must be at least 1, not {MaxConcurrentDeliveries}.";
        }

        if (ConversionMemory < ByteSize.MiB(1)) yield return $"ConversionMemory must be at least 1 MiB, not {ConversionMemory}.";
        if (ConversionMemory < ByteSize.MiB(MaxConcurrentDeliveries))
        {
            yield return $"ConversionMemory must be at least 1 MiB for each of {MaxConcurrentDeliveries} concurrent deliveries, not {ConversionMemory}.";
        }

        if (MaxBacklog is { Bytes: < 1 }) yield return "MaxBacklog must be at least 1 byte.";
        if (MaxDeliveryStreams < 1) yield return $"MaxDeliveryStreams must be at least 1, not {MaxDeliveryStreams}.";
    }
}
