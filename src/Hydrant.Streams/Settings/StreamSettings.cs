using System.Collections.Immutable;

namespace Hydrant.Streams.Settings;

/// <summary>What a user has changed of a stream besides its shards; the defaults are those of a new stream.</summary>
public sealed record StreamSettings
{
    public static readonly StreamSettings Default = new();

    /// <summary>Who else may do what with the stream: JSON as it was put; null when there is no policy.</summary>
    public string? Policy { get; init; }

    public EncryptionHistory Encryption { get; init; } = EncryptionHistory.None;

    /// <summary>The metrics that are kept for each shard, in the order of <see cref="ShardMetrics.All"/>.</summary>
    public ImmutableArray<string> ShardLevelMetrics { get; init; } = [];

    public RecordDistribution Distribution { get; init; }

    /// <summary>The throughput an on-demand stream is to be ready for, in MiB/s; null when none was asked for.</summary>
    public int? WarmThroughputMiBps { get; init; }
}
