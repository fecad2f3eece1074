using Hydrant.Core;
using Hydrant.Storage.Batches;
using Hydrant.Storage.Segments.Journal;
using Hydrant.Storage.Segments.Reading;

namespace Hydrant.Storage.Segments;

/// <summary>
/// One shard of the journal: its bounds, its index, its waiting readers. Two locks guard it: the journal's lock the part
/// that appends use before they are durable, its own lock everything readers see. The journal's is taken first.
/// </summary>
internal sealed class SegmentShardLog(ShardKey key, SegmentLogStore store) : IShardLog
{
    private readonly Lock _gate = new();
    private readonly List<Slice> _slices = [];
    private LogOffset _first;
    private LogOffset _tail;
    private long _dataBytes;
    private List<TaskCompletionSource>? _waiting;
    private bool _isClosed;

    // Guarded by the journal's lock.
    private LogOffset _nextBase;
    private long _nextDataBytes;
    private long _lastArrivedAtMs;
    private bool _isSealed;

    public ShardKey Key => key;

    public LogBounds Bounds
    {
        get { lock (_gate) return new LogBounds(_first, _tail); }
    }

    public LogVolume Volume
    {
        get { lock (_gate) return new LogVolume(_tail.Value, _dataBytes); }
    }

    public bool IsDropped { get; private set; }

    public ValueTask<AppendedRange> AppendAsync(RecordBuffer records, CancellationToken ct) => store.AppendAsync(this, records, ct);

    public ValueTask<RecordPage> ReadAsync(LogOffset from, ReadLimit limit, CancellationToken ct) =>
        store.Reader.ReadAsync(this, from, limit, ct);

    public ValueTask<LogOffset> SeekAsync(DateTimeOffset arrivedAtOrAfter, CancellationToken ct) =>
        store.Reader.SeekAsync(this, arrivedAtOrAfter.ToUnixTimeMilliseconds(), ct);

    public ValueTask<LogExtent> MeasureAsync(LogOffset from, long enoughBytes, CancellationToken ct) =>
        store.Reader.MeasureAsync(this, from, enoughBytes, ct);

    public async ValueTask WaitBeyondAsync(LogOffset tail, CancellationToken ct)
    {
        while (true)
        {
            var moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_gate)
            {
                if (_tail > tail) return;
                if (_isClosed) throw Closed();
                (_waiting ??= []).Add(moved);
            }

            await using var registration = ct.UnsafeRegister(GiveUp, (this, moved));
            await moved.Task;
        }
    }

    public async ValueTask<LogOffset> SealAsync()
    {
        ThrowIfClosed();
        await store.SealAsync(this);
        return Bounds.Tail;
    }

    public void Unseal() => store.Unseal(this);

    public ValueTask TrimAsync(LogOffset before, CancellationToken ct)
    {
        var isDue = false;
        lock (_gate)
        {
            var first = LogOffset.Min(before, _tail);
            if (first <= _first) return ValueTask.CompletedTask;
            _first = first;

            // What lies wholly before the new start is of no use to readers; the sweep frees its space.
            var dead = 0;
            while (dead < _slices.Count && _slices[dead].End <= _first) dead++;
            for (var i = 0; i < dead; i++) isDue |= IsDueWithout(_slices[i]);
            _slices.RemoveRange(0, dead);
        }

        if (isDue) store.Sweeper.Wake();
        return ValueTask.CompletedTask;
    }

    /// <summary>Gives the next frame its place. Under the journal's lock.</summary>
    public Placed Place(int records, long dataBytes, int length, long nowMs)
    {
        _lastArrivedAtMs = Math.Max(_lastArrivedAtMs, nowMs);
        var entry = new FrameEntry(_nextBase, 0, _nextDataBytes, _lastArrivedAtMs, length, records);
        _nextBase += records;
        _nextDataBytes += dataBytes;
        return new Placed(entry, _nextDataBytes);
    }

    /// <summary>Refuses appends, or takes them again. Under the journal's lock.</summary>
    public void Seal(bool isSealed) => _isSealed = isSealed;

    /// <summary>Under the journal's lock.</summary>
    public void ThrowIfNoAppends()
    {
        if (IsDropped) throw new StorageException(StorageFaultKind.Closed, $"Shard {key} was dropped.");
        if (_isSealed) throw new StorageException(StorageFaultKind.Sealed, $"Shard {key} was sealed.");
    }

    /// <summary>Takes back every place given to frames that were not written. Under the journal's lock.</summary>
    public void TakeBack()
    {
        lock (_gate) (_nextBase, _nextDataBytes) = (_tail, _dataBytes);
    }

    /// <summary>Shows a durable frame to readers; returns who waits for it, to be woken without the lock.</summary>
    public List<TaskCompletionSource>? Publish(Segment segment, in FrameEntry entry, long dataBytesAfter)
    {
        lock (_gate)
        {
            Invariant.That(entry.Base == _tail);
            AddEntry(segment, entry, dataBytesAfter);
            var waiting = _waiting;
            _waiting = null;
            return waiting;
        }
    }

    /// <summary>Takes in what recovery found. Before the store is used.</summary>
    public void Recover(Segment segment, in FrameEntry entry, long dataBytesAfter)
    {
        AddEntry(segment, entry, dataBytesAfter);
        Recovered(entry.ArrivedAtMs);
    }

    /// <summary>
    /// Goes on behind a damaged frame, so that its offsets are not given again. It is believed only where it fits.
    /// </summary>
    public void RecoverLost(in FrameEntry entry, long dataBytesAfter)
    {
        if (entry.Base != _tail || entry.DataBytesBefore != _dataBytes) return;
        (_tail, _dataBytes) = (entry.End, dataBytesAfter);
        Recovered(_lastArrivedAtMs);
    }

    /// <summary>Takes in a slice of a closed segment. Before the store is used.</summary>
    public void Recover(Slice slice)
    {
        _slices.Add(slice);
        slice.Segment.Count(slice.Bytes);
        (_tail, _dataBytes) = (slice.End, slice.DataBytesAfter);
        Recovered(slice.LastArrivedAtMs);
    }

    /// <summary>Takes in what is known apart from the records. Before the store is used, after all records.</summary>
    public void Recover(in Retention.ShardBounds bounds)
    {
        if (bounds.End > _tail) (_tail, _dataBytes) = (bounds.End, bounds.DataBytes);
        _first = LogOffset.Max(_first, bounds.First);
        foreach (var slice in _slices.Where(slice => slice.End <= _first)) slice.Segment.Count(-slice.Bytes);
        _slices.RemoveAll(slice => slice.End <= _first);
        Recovered(bounds.LastArrivedAtMs);
    }

    /// <summary>Ends all waiting; the shard is closed with its store, or dropped.</summary>
    public void Close(bool isDropped)
    {
        List<TaskCompletionSource>? waiting;
        lock (_gate)
        {
            _isClosed = true;
            IsDropped |= isDropped;
            if (isDropped)
            {
                _first = _tail;
                foreach (var slice in _slices) slice.Segment.Count(-slice.Bytes);
                _slices.Clear();
            }

            waiting = _waiting;
            _waiting = null;
        }

        foreach (var waiter in waiting ?? []) waiter.TrySetException(Closed());
    }

    /// <summary>Whoever looks again and again for something to read must end when nothing can come.</summary>
    public void ThrowIfClosed()
    {
        lock (_gate)
        {
            if (_isClosed) throw Closed();
        }
    }

    public Retention.ShardBounds ToBounds()
    {
        lock (_gate) return new(key, _first, _tail, _lastArrivedAtMs, _dataBytes, IsDropped);
    }

    /// <summary>Looks at the index under the lock; what it returns may be used afterwards.</summary>
    public T Look<T>(Func<View, T> look)
    {
        lock (_gate) return look(new View(_first, _tail, _dataBytes, _slices));
    }

    private static void GiveUp(object? state, CancellationToken ct)
    {
        var (shard, waiter) = ((SegmentShardLog, TaskCompletionSource))state!;
        lock (shard._gate) shard._waiting?.Remove(waiter);
        waiter.TrySetCanceled(ct);
    }

    // A sweep looks at all that lives, so it is woken for what it would do something about. One that closes wakes it anyhow.
    private bool IsDueWithout(Slice slice)
    {
        slice.Segment.Count(-slice.Bytes);
        return slice.Segment.IsSealed && store.Sweeper.IsDue(slice.Segment.Length, slice.Segment.LiveBytes, slice.LastArrivedAtMs);
    }

    private StorageException Closed() => new(StorageFaultKind.Closed, $"Shard {key} was closed or dropped.");

    private void AddEntry(Segment segment, in FrameEntry entry, long dataBytesAfter)
    {
        if (_slices.Count == 0 || _slices[^1].Segment != segment) _slices.Add(store.NewSlice(key, segment));
        _slices[^1].Add(entry, dataBytesAfter);
        segment.Count(entry.Length);
        (_tail, _dataBytes) = (entry.End, dataBytesAfter);
    }

    private void Recovered(long arrivedAtMs)
    {
        _lastArrivedAtMs = Math.Max(_lastArrivedAtMs, arrivedAtMs);
        (_nextBase, _nextDataBytes) = (_tail, _dataBytes);
    }

    /// <summary>The shard as readers find it.</summary>
    public readonly record struct View(LogOffset First, LogOffset Tail, long DataBytes, List<Slice> Slices);
}
