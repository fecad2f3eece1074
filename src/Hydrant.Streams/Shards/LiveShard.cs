using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Streams.Quotas;

namespace Hydrant.Streams.Shards;

/// <summary>A shard at work: what it is, and the log its records are in. Safe from any thread.</summary>
public sealed class LiveShard(ShardState state, IShardLog log, ShardGates gates)
{
    public ShardState State => state;

    public ShardId Id => state.Id;

    public IShardLog Log => log;

    /// <summary>What the shard takes and gives in a second; asked only where the stream keeps limits.</summary>
    public ShardGates Gates => gates;

    /// <summary>What users see of a record's place.</summary>
    /// <param name="offset">The record's offset.</param>
    /// <param name="arrivedAtMs">Its arrival, epoch milliseconds.</param>
    public SequenceNumber SequenceNumberOf(LogOffset offset, long arrivedAtMs) =>
        SequenceNumber.Of(state.CreatedAtSeconds, state.Id, offset, arrivedAtMs / 1000);
}
