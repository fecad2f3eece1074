using System.Buffers;
using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Storage.Batches;

namespace Hydrant.Api.Kinesis.PutRecords;

/// <summary>
/// The records of a request: their bytes in one buffer, what else is said of them beside it. Entries beyond the limit are
/// only counted; the request is refused for them.
/// </summary>
/// <param name="expectedBytes">What the records will take, about; growing would copy what is there.</param>
internal sealed class RecordList(int expectedBytes) : IDisposable
{
    private PutEntry[] _entries = ArrayPool<PutEntry>.Shared.Rent(KinesisLimits.MaxPutRecordsEntries);

    public RecordBuffer Buffer { get; } = new(expectedBytes, records: KinesisLimits.MaxPutRecordsEntries);

    /// <summary>How many entries the request has, kept or not.</summary>
    public int Count { get; private set; }

    public long DataAndKeyBytes => Buffer.Length - ((long)Buffer.Count * RecordBuffer.HeaderSize);

    public bool IsFull => Count >= KinesisLimits.MaxPutRecordsEntries;

    public ref readonly PutEntry this[int entry] => ref _entries[entry];

    public void Add(in PutEntry entry) => _entries[Count++] = entry;

    /// <summary>Leaves a record out while the others are stored.</summary>
    public void Refuse(int entry, Refusal why) => _entries[entry].Refused = why;

    public void CountOnly() => Count++;

    public void Dispose()
    {
        Buffer.Dispose();
        if (_entries.Length > 0) ArrayPool<PutEntry>.Shared.Return(_entries, clearArray: true);
        _entries = [];
    }
}
