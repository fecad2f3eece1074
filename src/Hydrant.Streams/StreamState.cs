using System.Collections.Immutable;
using Hydrant.Core;
using Hydrant.Streams.Quotas;
using Hydrant.Streams.Resharding;
using Hydrant.Streams.Scaling;
using Hydrant.Streams.Settings;
using Hydrant.Streams.Shards;

namespace Hydrant.Streams;

/// <summary>
/// All there is to know of a stream at one moment. Immutable; a change is a new state, which is what the catalogue keeps.
/// </summary>
public sealed record StreamState
{
    public required StreamName Name { get; init; }

    public required Tenant Tenant { get; init; }

    /// <summary>The number of its log, which also tells it from an earlier stream of the same name.</summary>
    public required uint Log { get; init; }

    public required StreamStatus Status { get; init; }

    public required StreamMode Mode { get; init; }

    /// <summary>Epoch milliseconds.</summary>
    public required long CreatedAtMs { get; init; }

    public int RetentionHours { get; init; } = KinesisLimits.DefaultRetentionHours;

    public int MaxRecordKiB { get; init; } = KinesisLimits.DefaultMaxRecordKiB;

    public ImmutableSortedDictionary<string, string> Tags { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>What else the user has changed of it.</summary>
    public StreamSettings Settings { get; init; } = StreamSettings.Default;

    /// <summary>Every shard that was ever made and has not expired, by index.</summary>
    public required ImmutableArray<ShardState> Shards { get; init; }

    /// <summary>The index of the next shard that is made; none is used twice.</summary>
    public required int NextShardIndex { get; init; }

    /// <summary>Expired shards whose logs are being dropped.</summary>
    public ImmutableArray<ShardId> Dropping { get; init; } = [];

    /// <summary>What is being made of the shards while the stream is UPDATING; null when that is nothing.</summary>
    public ReshardRequest? Resharding { get; init; }

    /// <summary>When operations with a <see cref="RollingQuota"/> happened lately, epoch milliseconds, by their names.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<long>> Recent { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<long>>(StringComparer.Ordinal);

    /// <summary>What was last made of the shards because of the load, the newest at the end.</summary>
    public ImmutableArray<ScalingDecision> Decisions { get; init; } = [];

    public Arn Arn => Arn.Stream(Tenant, Name);

    /// <summary>The largest record, data and partition key together, in bytes.</summary>
    public int MaxRecordBytes => MaxRecordKiB * 1024;
}
