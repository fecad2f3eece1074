using System.Buffers;
using Hydrant.Core;
using Hydrant.Storage.Batches;

namespace Hydrant.Storage.Memory;

/// <summary>One shard's records in a list. All state is guarded by the store's gate.</summary>
internal sealed class MemoryShardLog(ShardKey key, TimeProvider time, Lock gate) : IShardLog
{
    private readonly List<MemoryRecord> _records = [];
    private readonly TailWaiters _waiters = new();
    private LogOffset _first;
    private long _arrivedAtMs;
    private long _dataBytes;
    private string? _closed;

    public ShardKey Key => key;

    public LogBounds Bounds
    {
        get
        {
            lock (gate) return new LogBounds(_first, Tail);
        }
    }

    private LogOffset Tail => _first + _records.Count;

    public ValueTask<AppendedRange> AppendAsync(RecordBuffer records, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        Invariant.That(records.Count > 0);
        lock (gate)
        {
            ThrowIfClosed();
            return ValueTask.FromResult(Append(records, [.. Enumerable.Range(0, records.Count)]));
        }
    }

    /// <summary>The gate is held.</summary>
    public AppendedRange Append(RecordBuffer records, ReadOnlySpan<int> numbers)
    {
        var first = Tail;
        _arrivedAtMs = Math.Max(_arrivedAtMs, time.GetUtcNow().ToUnixTimeMilliseconds());
        foreach (var number in numbers)
        {
            _records.Add(new MemoryRecord(records[number].ToArray(), _arrivedAtMs, _dataBytes, records.DataLength(number)));
            _dataBytes += records.DataLength(number);
        }

        _waiters.Wake(Tail);
        return new AppendedRange(first, Tail, _arrivedAtMs);
    }

    public ValueTask<RecordPage> ReadAsync(LogOffset from, ReadLimit limit, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        Invariant.That(limit.MaxRecords > 0);
        lock (gate)
        {
            ThrowIfClosed();
            from = LogOffset.Max(from, _first);
            if (from >= Tail) return ValueTask.FromResult(RecordPage.Empty(from));

            var taken = new List<MemoryRecord>();
            long bytes = 0;
            foreach (var record in _records.Skip((int)(from - _first)))
            {
                bytes += record.Bytes.Length - RecordBuffer.HeaderSize;
                if (taken.Count > 0 && (bytes > limit.MaxBytes || taken.Count == limit.MaxRecords)) break;
                taken.Add(record);
            }

            return ValueTask.FromResult(Page(from, taken));
        }
    }

    public ValueTask<LogOffset> SeekAsync(DateTimeOffset arrivedAtOrAfter, CancellationToken ct)
    {
        var arrival = arrivedAtOrAfter.ToUnixTimeMilliseconds();
        if (arrivedAtOrAfter > DateTimeOffset.FromUnixTimeMilliseconds(arrival)) arrival++;
        lock (gate)
        {
            ThrowIfClosed();
            return ValueTask.FromResult(_first + _records.TakeWhile(record => record.ArrivedAtMs < arrival).Count());
        }
    }

    public ValueTask<LogExtent> MeasureAsync(LogOffset from, long enoughBytes, CancellationToken ct)
    {
        lock (gate)
        {
            ThrowIfClosed();
            var first = LogOffset.Max(from, _first);
            if (first >= Tail) return ValueTask.FromResult(new LogExtent(first, first, 0, 0));

            long bytes = 0;
            var end = first;
            foreach (var record in _records.Skip((int)(first - _first)))
            {
                if (bytes >= enoughBytes) break;
                bytes += record.DataLength;
                end += 1;
            }

            var arrivedAtMs = end == first ? 0 : _records[(int)(first - _first)].ArrivedAtMs;
            return ValueTask.FromResult(new LogExtent(first, end, bytes, arrivedAtMs));
        }
    }

    public ValueTask WaitBeyondAsync(LogOffset tail, CancellationToken ct)
    {
        lock (gate)
        {
            ThrowIfClosed();
            return Tail > tail ? ValueTask.CompletedTask : _waiters.Add(tail, ct);
        }
    }

    public ValueTask TrimAsync(LogOffset before, CancellationToken ct)
    {
        lock (gate)
        {
            ThrowIfClosed();
            var first = LogOffset.Max(_first, LogOffset.Min(before, Tail));
            _records.RemoveRange(0, (int)(first - _first));
            _first = first;
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The gate is held.</summary>
    public void Close(string why)
    {
        _closed ??= why;
        _waiters.Fail(why);
    }

    public void ThrowIfClosed()
    {
        if (_closed is not null) throw new StorageException(StorageFaultKind.Closed, $"{_closed}.");
    }

    /// <summary>One frame for each record: the simplest page that is a right one.</summary>
    private RecordPage Page(LogOffset from, List<MemoryRecord> records)
    {
        var length = records.Sum(record => RecordBatchFrame.HeaderSize + record.Bytes.Length);
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        var at = 0;
        for (var i = 0; i < records.Count; i++)
        {
            var record = records[i];
            var size = RecordBatchFrame.HeaderSize + record.Bytes.Length;
            record.Bytes.CopyTo(bytes, at + RecordBatchFrame.HeaderSize);
            new RecordBatchFrame(size, key, from + i, record.ArrivedAtMs, record.DataBytesBefore, 1)
                .Seal(bytes.AsSpan(at, size));
            at += size;
        }

        return new RecordPage(bytes, length, from, from + records.Count);
    }

    private sealed record MemoryRecord(byte[] Bytes, long ArrivedAtMs, long DataBytesBefore, int DataLength);
}
