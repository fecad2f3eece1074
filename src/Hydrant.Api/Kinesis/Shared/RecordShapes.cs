using Hydrant.Core;
using Hydrant.Storage.Batches;
using Hydrant.Streams.Settings;
using Hydrant.Streams.Shards;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>Writes records from a page straight to the wire.</summary>
internal static class RecordShapes
{
    // Names, number, time and punctuation of one record as JSON.
    private const int BytesAround = 192;

    /// <summary>Writes the member <c>Records</c>; returns when the last of them arrived, epoch milliseconds, or 0.</summary>
    public static long WriteAll(WireWriter writer, LiveShard shard, RecordPage page, EncryptionHistory encryption)
    {
        var lastArrivedAtMs = 0L;
        writer.Expect((int)((page.FrameBytes * 4L / 3) + (page.Count * BytesAround)));
        writer.Name("Records"u8);
        writer.StartList();
        foreach (var record in page)
        {
            Write(writer, shard, record, encryption.IsEncrypted(record.ArrivedAtMs));
            lastArrivedAtMs = record.ArrivedAtMs;
        }

        writer.EndList();
        return lastArrivedAtMs;
    }

    private static void Write(WireWriter writer, LiveShard shard, in RecordView record, bool isEncrypted)
    {
        Span<byte> number = stackalloc byte[SequenceNumber.MaxChars];
        var digits = shard.SequenceNumberOf(record.Offset, record.ArrivedAtMs).Format(number);
        writer.StartMap();
        writer.Name("SequenceNumber"u8);
        writer.Utf8(number[..digits]);
        writer.Name("ApproximateArrivalTimestamp"u8);
        writer.Timestamp(record.ArrivedAtMs);
        writer.Name("Data"u8);
        writer.Blob(record.Data);
        if (!record.Key.IsEmpty) // Only a record that was put without one has no key.
        {
            writer.Name("PartitionKey"u8);
            writer.Utf8(record.Key);
        }

        if (isEncrypted)
        {
            writer.Name("EncryptionType"u8);
            writer.Utf8("KMS"u8);
        }

        writer.EndMap();
    }
}
