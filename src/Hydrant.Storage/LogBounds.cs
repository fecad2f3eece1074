using Hydrant.Core;

namespace Hydrant.Storage;

/// <summary>What a shard's log holds now: half-open, from the oldest record that was not trimmed to the durable end.</summary>
/// <param name="First">The oldest readable record, or <paramref name="Tail"/> when there is none.</param>
/// <param name="Tail">The offset the next acknowledged record will have or exceed; everything below is durable.</param>
public readonly record struct LogBounds(LogOffset First, LogOffset Tail)
{
    public bool IsEmpty => First == Tail;
}
