using Hydrant.Delivery.Staging;

namespace Hydrant.Delivery.Processing;

/// <summary>A record on its way through the transforms. Its bytes are the arena's.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Key">Its partition key in the source; empty when it has none.</param>
/// <param name="Raw">What the error output tells should it fail, and what a replay puts again.</param>
public readonly record struct WorkRecord(RecordOrigin Origin, ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Raw)
{
    /// <summary>What is delivered, as far as the transforms have come.</summary>
    public ReadOnlyMemory<byte> Data { get; init; } = Raw;

    /// <summary>Where it goes.</summary>
    public Partition Partition { get; init; } = Partition.None;
}
