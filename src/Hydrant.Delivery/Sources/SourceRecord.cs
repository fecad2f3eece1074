using Hydrant.Core;

namespace Hydrant.Delivery.Sources;

/// <summary>A record on its way to a destination, valid as long as the page it is read from.</summary>
/// <param name="offset">Of the record of the log that it came in.</param>
/// <param name="arrivedAtMs">When that one arrived, epoch milliseconds.</param>
/// <param name="key">Its partition key.</param>
/// <param name="data">What is delivered.</param>
public readonly ref struct SourceRecord(LogOffset offset, long arrivedAtMs, ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
{
    public LogOffset Offset { get; } = offset;

    /// <summary>Its place in the aggregate it came in, from 0; -1 for a plain record.</summary>
    public int SubSequenceNumber { get; init; } = -1;

    /// <summary>Epoch milliseconds.</summary>
    public long ArrivedAtMs { get; } = arrivedAtMs;

    /// <summary>UTF-8; empty when the record has none.</summary>
    public ReadOnlySpan<byte> Key { get; } = key;

    public ReadOnlySpan<byte> Data { get; } = data;
}
