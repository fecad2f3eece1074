using Hydrant.Core;

namespace Hydrant.Storage;

/// <summary>A stretch of a log and what is in it, measured without reading the records.</summary>
/// <param name="First">Where it starts: the offset asked for, or the oldest record when that was trimmed.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="DataBytes">Bytes of data in it, partition keys not counted.</param>
/// <param name="FirstArrivedAtMs">Arrival of its first record, epoch milliseconds; 0 when it is empty.</param>
public readonly record struct LogExtent(LogOffset First, LogOffset End, long DataBytes, long FirstArrivedAtMs)
{
    public bool IsEmpty => First == End;

    public long Records => End - First;
}
