using System.Buffers.Binary;
using Hydrant.Core;
using Hydrant.Delivery.Processing;
using Hydrant.Storage;

namespace Hydrant.Delivery.Staging;

/// <summary>
/// What stands in the place of the partition key of a processed record: where it came from, 24 bytes, little-endian:
/// <c>i64 arrival in epoch milliseconds, i64 offset in the source, u32 shard of the source, i32 sub-sequence number</c>.
/// Normative: docs/formats/staged-record.md.
/// </summary>
public static class StagedRecord
{
    public const int KeySize = 24;

    public static void WriteKey(in RecordOrigin origin, uint sourceShard, Span<byte> target)
    {
        BinaryPrimitives.WriteInt64LittleEndian(target, origin.ArrivedAtMs);
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], origin.Offset.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(target[16..], sourceShard);
        BinaryPrimitives.WriteInt32LittleEndian(target[20..], origin.SubSequenceNumber);
    }

    public static RecordOrigin ReadOrigin(ReadOnlySpan<byte> key)
    {
        Invariant.That(key.Length == KeySize);
        return new RecordOrigin(
            new LogOffset(BinaryPrimitives.ReadInt64LittleEndian(key[8..])),
            BinaryPrimitives.ReadInt32LittleEndian(key[20..]),
            BinaryPrimitives.ReadInt64LittleEndian(key));
    }

    /// <summary>When the record at that offset of a staged log arrived at the delivery stream, epoch milliseconds.</summary>
    internal static async ValueTask<long> ArrivalAtAsync(IShardLog staged, LogOffset offset, CancellationToken ct)
    {
        using var page = await staged.ReadAsync(offset, new ReadLimit(1, 1), ct);
        foreach (var record in page) return ReadOrigin(record.Key).ArrivedAtMs;
        throw new InvariantException($"There is no record at {offset} of {staged.Key}.");
    }
}
