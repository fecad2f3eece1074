using Hydrant.Core;
using Hydrant.Delivery.Quotas;
using Hydrant.Storage.Batches;

namespace Hydrant.Api.Firehose.PutRecordBatch;

/// <summary>
/// The records of a request: their bytes in one buffer, their lengths beside it. Entries beyond the limit are only
/// counted; the request is refused for them.
/// </summary>
internal sealed class RecordBatch : IDisposable
{
    private readonly int[] _dataLengths = new int[FirehoseLimits.MaxPutRecordBatchEntries];
    private bool[]? _isRefused;
    private RecordBuffer? _taken;

    public RecordBuffer Buffer { get; } = new(bytes: 64 * 1024, records: FirehoseLimits.MaxPutRecordBatchEntries);

    /// <summary>How many entries the request has, kept or not.</summary>
    public int Count { get; private set; }

    /// <summary>How many were refused.</summary>
    public int RefusedCount { get; private set; }

    /// <summary>The records that were not refused.</summary>
    public RecordBuffer Taken => _taken ?? Buffer;

    public bool IsFull => Count >= _dataLengths.Length;

    public int DataLength(int entry) => _dataLengths[entry];

    public void Add(int dataLength) => _dataLengths[Count++] = dataLength;

    public void CountOnly() => Count++;

    public bool IsRefused(int entry) => _isRefused is { } refused && refused[entry];

    /// <summary>Refuses what goes beyond the quota, entry by entry. Where nothing does, nothing is copied.</summary>
    /// <param name="gate">Of the delivery stream.</param>
    /// <param name="now">As the gate counts it.</param>
    public void RefuseBeyond(IntakeGate gate, long now)
    {
        for (var entry = 0; entry < Count; entry++)
        {
            if (gate.TryRecord(DataLength(entry), now)) continue;
            _isRefused ??= new bool[Count];
            _isRefused[entry] = true;
            RefusedCount++;
        }

        if (RefusedCount == 0) return;
        _taken = new RecordBuffer();
        for (var entry = 0; entry < Count; entry++)
        {
            if (!IsRefused(entry)) _taken.Add([], Buffer[entry][RecordBuffer.HeaderSize..]);
        }
    }

    public void Dispose()
    {
        Buffer.Dispose();
        _taken?.Dispose();
    }
}
