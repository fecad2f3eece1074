using System.Buffers;
using Hydrant.Core;
using Hydrant.Storage.Batches;

namespace Hydrant.Storage.Memory;

/// <summary>One shard: its frames, as they would be stored, in a list. The store's lock guards all of it.</summary>
internal sealed class MemoryShardLog(ShardKey key, TimeProvider clock, Lock gate) : IShardLog
{
    private readonly List<(RecordBatchFrame Frame, byte[] Bytes)> _frames = [];
    private readonly List<TaskCompletionSource> _waiting = [];
    private LogOffset _first;
    private LogOffset _tail;
    private long _dataBytes;
    private long _lastArrivedAtMs;
    private bool _isClosed;
    private bool _isSealed;

    public ShardKey Key => key;

    public LogBounds Bounds
    {
        get { lock (gate) return new LogBounds(_first, _tail); }
    }

    public LogVolume Volume
    {
        get { lock (gate) return new LogVolume(_tail.Value, _dataBytes); }
    }

    public ValueTask<AppendedRange> AppendAsync(RecordBuffer records, CancellationToken ct)
    {
        lock (gate)
        {
            ThrowIfNoAppends();
            return ValueTask.FromResult(Append(records, [.. Enumerable.Range(0, records.Count)]));
        }
    }

    public ValueTask<RecordPage> ReadAsync(LogOffset from, ReadLimit limit, CancellationToken ct)
    {
        Invariant.That(limit is { MaxRecords: > 0, MaxBytes: > 0 });
        lock (gate)
        {
            ThrowIfClosed();
            var start = LogOffset.Max(from, _first);
            if (start >= _tail) return ValueTask.FromResult(RecordPage.Empty(_tail));

            using var most = PageOf(start, LogOffset.Min(_tail, start + limit.MaxRecords));
            var (next, bytes) = (start, 0L);
            foreach (var record in most)
            {
                bytes += record.Key.Length + record.Data.Length;
                if (next > start && bytes > limit.MaxBytes) break;
                next = record.Offset + 1;
            }

            return ValueTask.FromResult(PageOf(start, next));
        }
    }

    public ValueTask<LogOffset> SeekAsync(DateTimeOffset arrivedAtOrAfter, CancellationToken ct)
    {
        var ms = arrivedAtOrAfter.ToUnixTimeMilliseconds();
        lock (gate)
        {
            ThrowIfClosed();
            var at = _frames.FindIndex(entry => entry.Frame.ArrivedAtMs >= ms);
            return ValueTask.FromResult(at < 0 ? _tail : LogOffset.Max(_first, _frames[at].Frame.Base));
        }
    }

    public ValueTask<LogExtent> MeasureAsync(LogOffset from, long enoughBytes, CancellationToken ct)
    {
        lock (gate)
        {
            ThrowIfClosed();
            var first = LogOffset.Max(from, _first);
            if (first >= _tail) return ValueTask.FromResult(new LogExtent(_tail, _tail, 0, 0));

            using var all = PageOf(first, _tail);
            var (end, bytes, arrivedAtMs) = (first, 0L, 0L);
            foreach (var record in all)
            {
                if (end == first) arrivedAtMs = record.ArrivedAtMs;
                (end, bytes) = (record.Offset + 1, bytes + record.Data.Length);
                if (bytes >= enoughBytes) break;
            }

            return ValueTask.FromResult(new LogExtent(first, end, bytes, arrivedAtMs));
        }
    }

    public async ValueTask WaitBeyondAsync(LogOffset tail, CancellationToken ct)
    {
        while (true)
        {
            var moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (gate)
            {
                if (_tail > tail) return;
                ThrowIfClosed();
                _waiting.Add(moved);
            }

            await using var registration = ct.UnsafeRegister(GiveUp, (this, moved));
            await moved.Task;
        }
    }

    public ValueTask<LogOffset> SealAsync()
    {
        lock (gate)
        {
            ThrowIfClosed();
            _isSealed = true;
            return ValueTask.FromResult(_tail);
        }
    }

    public void Unseal()
    {
        lock (gate) _isSealed = false;
    }

    public ValueTask TrimAsync(LogOffset before, CancellationToken ct)
    {
        lock (gate)
        {
            ThrowIfClosed();
            _first = LogOffset.Max(_first, LogOffset.Min(before, _tail));
            _frames.RemoveAll(entry => entry.Frame.End <= _first);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Appends those records of the buffer as one frame. Under the store's lock.</summary>
    public AppendedRange Append(RecordBuffer records, ReadOnlySpan<int> numbers)
    {
        var length = RecordBatchFrame.HeaderSize;
        foreach (var number in numbers) length += records[number].Length;
        _lastArrivedAtMs = Math.Max(_lastArrivedAtMs, clock.GetUtcNow().ToUnixTimeMilliseconds());
        var frame = new RecordBatchFrame(length, key, _tail, _lastArrivedAtMs, _dataBytes, numbers.Length);

        var bytes = new byte[length];
        var at = RecordBatchFrame.HeaderSize;
        foreach (var number in numbers)
        {
            records[number].CopyTo(bytes.AsSpan(at));
            at += records[number].Length;
            _dataBytes += records.DataLength(number);
        }

        frame.Seal(bytes);
        _frames.Add((frame, bytes));
        _tail = frame.End;
        foreach (var waiter in _waiting) waiter.TrySetResult(); // False when it has just given up.
        _waiting.Clear();
        return new AppendedRange(frame.Base, frame.End, frame.ArrivedAtMs);
    }

    /// <summary>Refuses appends and ends all waiting. Under the store's lock.</summary>
    public void Close(bool isDropped)
    {
        _isClosed = true;
        foreach (var waiter in _waiting) waiter.TrySetException(Closed());
        _waiting.Clear();
        if (!isDropped) return;
        _frames.Clear();
        _first = _tail;
    }

    /// <summary>Under the store's lock.</summary>
    public void ThrowIfClosed()
    {
        if (_isClosed) throw Closed();
    }

    /// <summary>Under the store's lock.</summary>
    public void ThrowIfNoAppends()
    {
        ThrowIfClosed();
        if (_isSealed) throw new StorageException(StorageFaultKind.Sealed, $"Shard {key} was sealed.");
    }

    private static void GiveUp(object? state, CancellationToken ct)
    {
        var (shard, waiter) = ((MemoryShardLog, TaskCompletionSource))state!;
        shard.Forget(waiter);
        waiter.TrySetCanceled(ct);
    }

    private void Forget(TaskCompletionSource waiter)
    {
        lock (gate) _waiting.Remove(waiter);
    }

    // The whole frames in which the records from `first` to before `next` lie; there is at least one.
    private RecordPage PageOf(LogOffset first, LogOffset next)
    {
        var frames = _frames.FindAll(entry => entry.Frame.End > first && entry.Frame.Base < next);
        var length = frames.Sum(entry => entry.Bytes.Length);
        var pooled = ArrayPool<byte>.Shared.Rent(length);
        var at = 0;
        foreach (var (_, bytes) in frames)
        {
            bytes.CopyTo(pooled, at);
            at += bytes.Length;
        }

        return new RecordPage(pooled, length, first, next);
    }

    private StorageException Closed() => new(StorageFaultKind.Closed, $"Shard {key} was closed or dropped.");
}
