using Hydrant.Core;

namespace Hydrant.Storage.Batches;

/// <summary>A record of a page, valid as long as the page is not disposed.</summary>
public readonly ref struct RecordView(LogOffset offset, long arrivedAtMs, ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
{
    public LogOffset Offset { get; } = offset;

    /// <summary>Epoch milliseconds.</summary>
    public long ArrivedAtMs { get; } = arrivedAtMs;

    /// <summary>The partition key, UTF-8; empty when the record has none.</summary>
    public ReadOnlySpan<byte> Key { get; } = key;

    public ReadOnlySpan<byte> Data { get; } = data;
}
