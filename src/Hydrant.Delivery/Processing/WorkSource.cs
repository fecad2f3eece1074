using Hydrant.Core;

namespace Hydrant.Delivery.Processing;

/// <summary>The log that records are taken from, as those outside know it.</summary>
/// <param name="Shard">The shard of the Kinesis stream; the first for records that were put.</param>
/// <param name="CreatedAtSeconds">When the shard, or the delivery stream, was made, epoch seconds; part of sequence numbers.</param>
public sealed record WorkSource(ShardId Shard, long CreatedAtSeconds)
{
    /// <summary>The Kinesis stream; null for records that were put to the delivery stream itself.</summary>
    public Arn? Stream { get; init; }

    /// <summary>The number of the record that this one came in: of a stream the one that its readers see.</summary>
    public SequenceNumber SequenceNumberOf(in RecordOrigin origin) =>
        SequenceNumber.Of(CreatedAtSeconds, Shard, origin.Offset, origin.ArrivedAtMs / 1000);
}
