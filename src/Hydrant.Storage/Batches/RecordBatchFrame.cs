using System.Buffers.Binary;
using Hydrant.Core;

namespace Hydrant.Storage.Batches;

/// <summary>
/// One shard's records of one append, as they are stored: the same bytes in a segment and in an object. Little-endian.
/// Normative: docs/formats/record-batch.md.
/// <code>
///  0 u32 length of the frame, header included      4 u32 crc32c(8..length)
///  8 u64 shard key                                16 i64 base offset
/// 24 i64 arrival, epoch milliseconds              32 i64 data bytes of the shard before this frame
/// 40 u32 records                                  44 u16 version = 1    46 u16 zero
/// 48 records, see RecordBuffer
/// </code>
/// </summary>
public readonly record struct RecordBatchFrame(
    int Length, ShardKey Shard, LogOffset Base, long ArrivedAtMs, long DataBytesBefore, int Records)
{
    public const int HeaderSize = 48;
    private const ushort Version = 1;

    /// <summary>The offset behind the frame's last record.</summary>
    public LogOffset End => Base + Records;

    /// <summary>Writes header and checksum around records that already stand behind the header's room.</summary>
    public void Seal(Span<byte> frame)
    {
        Invariant.That(frame.Length == Length && Records > 0 && Base >= LogOffset.Zero);
        BinaryPrimitives.WriteUInt32LittleEndian(frame, (uint)Length);
        BinaryPrimitives.WriteUInt64LittleEndian(frame[8..], Shard.Packed);
        BinaryPrimitives.WriteInt64LittleEndian(frame[16..], Base.Value);
        BinaryPrimitives.WriteInt64LittleEndian(frame[24..], ArrivedAtMs);
        BinaryPrimitives.WriteInt64LittleEndian(frame[32..], DataBytesBefore);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[40..], (uint)Records);
        BinaryPrimitives.WriteUInt16LittleEndian(frame[44..], Version);
        BinaryPrimitives.WriteUInt16LittleEndian(frame[46..], 0);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], Checksum.Crc32C(frame[8..]));
    }

    /// <summary>
    /// Reads and checks the frame at the start of the bytes: length, checksum, version, and that its records fill it
    /// exactly. Null on success, else what is wrong with it; no byte of a wrong frame may be used.
    /// </summary>
    public static string? TryRead(ReadOnlySpan<byte> source, out RecordBatchFrame frame)
    {
        frame = default;
        if (source.Length < HeaderSize) return "it ends inside the header";
        var length = BinaryPrimitives.ReadUInt32LittleEndian(source);
        if (length < HeaderSize || length > source.Length) return $"its length {length} does not fit";
        source = source[..(int)length];
        if (BinaryPrimitives.ReadUInt32LittleEndian(source[4..]) != Checksum.Crc32C(source[8..]))
            return "its checksum does not match";
        if (BinaryPrimitives.ReadUInt16LittleEndian(source[44..]) != Version) return "its version is unknown";

        frame = new RecordBatchFrame(
            (int)length,
            ShardKey.Unpack(BinaryPrimitives.ReadUInt64LittleEndian(source[8..])),
            new LogOffset(BinaryPrimitives.ReadInt64LittleEndian(source[16..])),
            BinaryPrimitives.ReadInt64LittleEndian(source[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[32..]),
            (int)BinaryPrimitives.ReadUInt32LittleEndian(source[40..]));
        return RecordsFill(source[HeaderSize..], frame.Records) ? null : "its records do not fill it";
    }

    private static bool RecordsFill(ReadOnlySpan<byte> records, int count)
    {
        for (; count > 0 && records.Length >= RecordBuffer.HeaderSize; count--)
        {
            var size = (long)RecordBuffer.HeaderSize
                + BinaryPrimitives.ReadUInt16LittleEndian(records[4..])
                + BinaryPrimitives.ReadUInt32LittleEndian(records);
            if (size > records.Length) return false;
            records = records[(int)size..];
        }

        return count == 0 && records.IsEmpty;
    }
}
