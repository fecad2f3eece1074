using Hydrant.Core;

namespace Hydrant.Storage.Segments.Retention;

/// <summary>What must be known of a shard when none of its records are left.</summary>
internal readonly record struct ShardBounds(
    ShardKey Shard, LogOffset First, LogOffset End, long LastArrivedAtMs, long DataBytes, bool IsDropped);
