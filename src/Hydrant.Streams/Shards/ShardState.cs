using Hydrant.Core;

namespace Hydrant.Streams.Shards;

/// <summary>A shard as the catalogue keeps it.</summary>
/// <param name="Id">Its place among the stream's shards.</param>
/// <param name="Range">The hash keys it owns, or owned while it was open.</param>
/// <param name="CreatedAtSeconds">Epoch seconds; part of its sequence numbers.</param>
public sealed record ShardState(ShardId Id, HashKeyRange Range, long CreatedAtSeconds)
{
    public SequenceNumber StartingSequenceNumber => SequenceNumber.Start(CreatedAtSeconds, Id);
}
