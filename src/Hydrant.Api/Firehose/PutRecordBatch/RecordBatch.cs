using Hydrant.Core;
using Hydrant.Storage.Batches;

namespace Hydrant.Api.Firehose.PutRecordBatch;

/// <summary>
/// The records of a request: their bytes in one buffer, their lengths beside it. Entries beyond the limit are only
/// counted; the request is refused for them.
/// </summary>
internal sealed class RecordBatch : IDisposable
{
    private readonly int[] _dataLengths = new int[FirehoseLimits.MaxPutRecordBatchEntries];

    public RecordBuffer Buffer { get; } = new(bytes: 64 * 1024, records: FirehoseLimits.MaxPutRecordBatchEntries);

    /// <summary>How many entries the request has, kept or not.</summary>
    public int Count { get; private set; }

    public bool IsFull => Count >= _dataLengths.Length;

    public int DataLength(int entry) => _dataLengths[entry];

    public void Add(int dataLength) => _dataLengths[Count++] = dataLength;

    public void CountOnly() => Count++;

    public void Dispose() => Buffer.Dispose();
}
