using Hydrant.Core;

namespace Hydrant.Delivery.Processing;

/// <summary>
/// The records of one batch between source and buffer: each transform replaces the records by what it makes of them, and
/// moves those it cannot take to the failures. For one caller at a time.
/// </summary>
public sealed class WorkSet(WorkSource source) : IDisposable
{
    private readonly Arena _arena = new();
    private readonly List<WorkFailure> _failures = [];
    private List<WorkRecord> _records = RecordLists.Take();
    private List<WorkRecord> _spare = RecordLists.Take();

    /// <summary>Where all of them came from.</summary>
    public WorkSource Source => source;

    /// <summary>In the order of the source.</summary>
    public IReadOnlyList<WorkRecord> Records => _records;

    /// <summary>In the order in which they failed.</summary>
    public IReadOnlyList<WorkFailure> Failures => _failures;

    /// <summary>Bytes it holds in memory.</summary>
    public long Bytes => _arena.Bytes;

    /// <summary>Adds a record of the source, copied.</summary>
    public void Add(RecordOrigin origin, ReadOnlySpan<byte> key, ReadOnlySpan<byte> data) =>
        _records.Add(new WorkRecord(origin, _arena.Copy(key), _arena.Copy(data)));

    /// <summary>Memory that lives as long as the set, for bytes that a transform makes.</summary>
    public Memory<byte> Take(int length) => _arena.Take(length);

    public ReadOnlyMemory<byte> Copy(ReadOnlySpan<byte> bytes) => _arena.Copy(bytes);

    /// <summary>Replaces the records by what <paramref name="transform"/> adds to the list for each of them.</summary>
    public void Replace(Action<WorkRecord, List<WorkRecord>> transform)
    {
        foreach (var record in _records) transform(record, _spare);
        (_records, _spare) = (_spare, _records);
        _spare.Clear();
    }

    /// <summary>Replaces the records; the list is the set's from now on.</summary>
    public void Become(List<WorkRecord> records)
    {
        Invariant.That(!ReferenceEquals(records, _records));
        RecordLists.Give(_records);
        _records = records;
    }

    /// <summary>Takes note of a record that will not be delivered; the caller leaves it out of the records.</summary>
    public void Fail(WorkFailure failure) => _failures.Add(failure);

    public void Dispose()
    {
        _arena.Dispose();
        RecordLists.Give(_records);
        RecordLists.Give(_spare);
        (_records, _spare) = ([], []);
        _failures.Clear();
    }
}
