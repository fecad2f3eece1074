using Hydrant.Core;

namespace Hydrant.Storage.Segments.Reading;

/// <summary>Where one frame of a shard lies in a segment, and what can be asked of it without reading it.</summary>
/// <param name="Base">Offset of its first record.</param>
/// <param name="Position">Of its first byte in the segment file.</param>
/// <param name="DataBytesBefore">Bytes of data of the shard before it.</param>
/// <param name="ArrivedAtMs">Arrival of its records, epoch milliseconds.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Records">How many.</param>
internal readonly record struct FrameEntry(
    LogOffset Base, long Position, long DataBytesBefore, long ArrivedAtMs, int Length, int Records)
{
    public LogOffset End => Base + Records;
}
