using Hydrant.Core;

namespace Hydrant.Streams.Shards;

/// <summary>A shard as the catalogue keeps it.</summary>
/// <param name="Id">Its place among the stream's shards.</param>
/// <param name="Range">The hash keys it owns, or owned while it was open.</param>
/// <param name="CreatedAtSeconds">Epoch seconds; part of its sequence numbers.</param>
public sealed record ShardState(ShardId Id, HashKeyRange Range, long CreatedAtSeconds)
{
    /// <summary>The shard it was split from, or the lower of the two it was merged from; null for a stream's first shards.</summary>
    public ShardId? Parent { get; init; }

    /// <summary>The upper of the two shards it was merged from.</summary>
    public ShardId? AdjacentParent { get; init; }

    /// <summary>Null while it takes records.</summary>
    public ShardClosing? Closed { get; init; }

    public bool IsOpen => Closed is null;

    /// <summary>
    /// When it began to stand for its keys, epoch seconds. A child's creation is one second behind the closing of its
    /// parents, and for that second somebody must own the keys.
    /// </summary>
    public long OwnedSinceSeconds => Parent is null ? CreatedAtSeconds : CreatedAtSeconds - 1;

    public SequenceNumber StartingSequenceNumber => SequenceNumber.Start(CreatedAtSeconds, Id);

    /// <summary>Null while it is open.</summary>
    public SequenceNumber? EndingSequenceNumber =>
        Closed is null ? null : SequenceNumber.End(CreatedAtSeconds, Id, Closed.AtSeconds);

    public bool IsChildOf(ShardId shard) => Parent == shard || AdjacentParent == shard;
}
