using Hydrant.Core;

namespace Hydrant.Streams.Shards;

/// <summary>How a shard ended: split or merged.</summary>
/// <param name="End">Behind its last record; no record comes here any more.</param>
/// <param name="AtSeconds">Epoch seconds, part of its EndingSequenceNumber; its children are made one second later.</param>
public sealed record ShardClosing(LogOffset End, long AtSeconds);
