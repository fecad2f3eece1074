using System.Buffers.Binary;
using Hydrant.Core;
using Hydrant.Storage.Batches;
using Hydrant.Storage.Segments.Reading;

namespace Hydrant.Storage.Segments.Journal;

/// <summary>
/// What can be saved of a damaged stretch that was synced. It goes from frame to frame by their lengths and never searches:
/// bytes inside a record must not be taken for a frame.
/// </summary>
internal static class FrameSalvage
{
    /// <summary>The whole frames, and of damaged ones what their headers still say, up to where the way is lost.</summary>
    /// <param name="bytes">From the start of a commit.</param>
    /// <param name="position">Of the bytes in the segment.</param>
    public static List<ScannedFrame> Find(ReadOnlySpan<byte> bytes, long position)
    {
        var found = new List<ScannedFrame>();
        for (var at = CommitHeader.Size; at < bytes.Length;)
        {
            var rest = bytes[at..];
            if (RecordBatchFrame.TryRead(rest, out var frame) is null)
                found.Add(ScannedFrame.Of(frame, rest[..frame.Length], position + at));
            else if (Claim(rest, position + at) is { } claim)
                found.Add(claim);
            else
                break;

            at += found[^1].Entry.Length;
        }

        return found;
    }

    private static ScannedFrame? Claim(ReadOnlySpan<byte> bytes, long position)
    {
        if (bytes.Length < RecordBatchFrame.HeaderSize) return null;
        long length = BinaryPrimitives.ReadUInt32LittleEndian(bytes); // Signed: a damaged one may be less than its own header.
        var first = BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]);
        var arrivedAtMs = BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]);
        var dataBefore = BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]);
        var records = BinaryPrimitives.ReadUInt32LittleEndian(bytes[40..]);
        var payload = length - RecordBatchFrame.HeaderSize - ((long)RecordBuffer.HeaderSize * records);
        if (length > bytes.Length || first < 0 || dataBefore < 0 || records == 0 || payload < 0) return null;

        // Of the data nobody knows how much of it was keys; a little too much makes no number go back.
        var entry = new FrameEntry(new LogOffset(first), position, dataBefore, arrivedAtMs, (int)length, (int)records);
        return new ScannedFrame(
            ShardKey.Unpack(BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..])), entry, dataBefore + payload, IsLost: true);
    }
}
