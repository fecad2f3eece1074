using System.Buffers.Binary;
using Hydrant.Storage.Batches;
using Hydrant.Storage.Segments.Reading;

namespace Hydrant.Storage.Segments.Journal;

/// <summary>A frame that a scan found.</summary>
/// <param name="IsLost">Its bytes are damaged: nothing of it is served, but its offsets were given.</param>
internal readonly record struct ScannedFrame(ShardKey Shard, FrameEntry Entry, long DataBytesAfter, bool IsLost = false)
{
    /// <summary>A good frame at that place of the segment.</summary>
    public static ScannedFrame Of(in RecordBatchFrame frame, ReadOnlySpan<byte> bytes, long position)
    {
        var data = 0L;
        for (var rest = bytes[RecordBatchFrame.HeaderSize..]; !rest.IsEmpty;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
            data += length;
            rest = rest[(RecordBuffer.HeaderSize + BinaryPrimitives.ReadUInt16LittleEndian(rest[4..]) + length)..];
        }

        var entry = new FrameEntry(
            frame.Base, position, frame.DataBytesBefore, frame.ArrivedAtMs, frame.Length, frame.Records);
        return new ScannedFrame(frame.Shard, entry, frame.DataBytesBefore + data);
    }
}
