using Hydrant.Core;
using Hydrant.Storage.Batches;
using Hydrant.Storage.Segments.Reading;

namespace Hydrant.Storage.Segments.Journal;

/// <summary>
/// Puts the appends of all shards into commits: while one commit is on its way to the disk, the next one fills, and one
/// sync serves everybody in it. Appenders call from any thread; one loop writes.
/// </summary>
/// <remarks>
/// What always holds: offsets are given under <c>_gate</c>, in the order in which frames stand in the journal; one commit
/// is in flight at a time; when a write fails, that commit and the one filling behind it fail together, because the
/// offsets of the second build on the first, and every shard they touched goes back to what is durable.
/// </remarks>
internal sealed class GroupCommit(JournalWriter writer, ByteSize maxCommit, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private Commit _open = new((int)maxCommit.Bytes);
    private Commit _spare = new((int)maxCommit.Bytes);
    private Commit? _writing;
    private TaskCompletionSource? _work;
    private TaskCompletionSource? _room;
    private bool _isStopping;

    /// <summary>Appends some records of a buffer to many shards; all of it is in one commit.</summary>
    public async ValueTask AppendAsync(AppendGroup group)
    {
        var size = (group.Appends.Count * RecordBatchFrame.HeaderSize) + group.Records.Length;
        while (true)
        {
            Task wait;
            TaskCompletionSource? work = null;
            bool isIn;
            lock (_gate)
            {
                // All or nothing: no shard gets its part before every shard is known to take it.
                ThrowIfStopping();
                foreach (var append in group.Appends) ((SegmentShardLog)append.Log).ThrowIfNoAppends();
                isIn = _open.HasRoomFor(size);
                if (isIn)
                {
                    var nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
                    foreach (var append in group.Appends) Add(append, group.Records, nowMs);
                    work = TakeWork();
                }

                wait = isIn ? _open.Durable.Task : WaitForRoom();
            }

            work?.TrySetResult();
            await wait;
            if (isIn) return;
        }
    }

    /// <summary>Appends all records of a buffer to one shard.</summary>
    public async ValueTask<AppendedRange> AppendAsync(SegmentShardLog shard, RecordBuffer records)
    {
        Invariant.That(records.Count > 0);
        var size = RecordBatchFrame.HeaderSize + records.Length;
        while (true)
        {
            Task wait;
            TaskCompletionSource? work = null;
            AppendedRange? range = null;
            lock (_gate)
            {
                ThrowIfStopping();
                shard.ThrowIfNoAppends();
                if (_open.HasRoomFor(size))
                {
                    var nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
                    var placed = shard.Place(records.Count, records.DataBytes, size, nowMs);
                    _open.Add(shard, records, placed);
                    range = new AppendedRange(placed.Entry.Base, placed.Entry.End, placed.Entry.ArrivedAtMs);
                    work = TakeWork();
                }

                wait = range is null ? WaitForRoom() : _open.Durable.Task;
            }

            work?.TrySetResult();
            await wait;
            if (range is not null) return range.Value;
        }
    }

    /// <summary>Writes commits until it is stopped and nothing is left.</summary>
    public async Task RunAsync()
    {
        while (true)
        {
            Task? idle = null;
            Commit? commit = null;
            TaskCompletionSource? room = null;
            lock (_gate)
            {
                if (!_open.IsEmpty)
                {
                    (commit, _open) = (_open, _spare);
                    _writing = commit;
                    (room, _room) = (_room, null);
                }
                else if (_isStopping)
                {
                    return;
                }
                else
                {
                    _work = new(TaskCreationOptions.RunContinuationsAsynchronously);
                    idle = _work.Task;
                }
            }

            room?.TrySetResult();
            if (idle is not null) await idle;
            if (commit is not null) await WriteAsync(commit);
        }
    }

    /// <summary>Refuses appends from now on; the loop ends when what was accepted is written.</summary>
    public void Stop()
    {
        TaskCompletionSource? work;
        TaskCompletionSource? room;
        lock (_gate)
        {
            _isStopping = true;
            work = TakeWork();
            (room, _room) = (_room, null);
        }

        work?.TrySetResult();
        room?.TrySetResult();
    }

    /// <summary>Runs something that must not meet an append half done, such as dropping a shard.</summary>
    public void Exclusively(Action action)
    {
        lock (_gate) action();
    }

    /// <summary>Refuses appends to a shard; completes when none that was accepted is still on its way.</summary>
    public async ValueTask SealAsync(SegmentShardLog shard)
    {
        Task writing;
        Task open;
        lock (_gate)
        {
            shard.Seal(true);
            writing = _writing?.Durable.Task ?? Task.CompletedTask;
            open = _open.IsEmpty ? Task.CompletedTask : _open.Durable.Task;
        }

        await EndAsync(writing);
        await EndAsync(open);
    }

    private async Task WriteAsync(Commit commit)
    {
        try
        {
            var (segment, start) = await writer.WriteAsync(commit);
            var woken = Publish(commit, segment, start);
            commit.Durable.SetResult();
            foreach (var waiter in woken) waiter.TrySetResult();
        }
        catch (StorageException failure)
        {
            Fail(commit, failure);
        }
        catch (Exception unforeseen)
        {
            // A defect, and nobody knows what was written: no append may wait for ever, and none may follow.
            Stop();
            Fail(commit, new StorageException(StorageFaultKind.Closed, $"The log was closed by a defect: {unforeseen.Message}", unforeseen));
            throw;
        }

        lock (_gate)
        {
            commit.Reset();
            (_spare, _writing) = (commit, null);
        }
    }

    private static List<TaskCompletionSource> Publish(Commit commit, Segment segment, long start)
    {
        var woken = new List<TaskCompletionSource>();
        foreach (var (shard, entry, dataBytesAfter) in commit.Frames)
        {
            if (shard.IsDropped) continue;
            var waiting = shard.Publish(segment, entry with { Position = start + entry.Position }, dataBytesAfter);
            if (waiting is not null) woken.AddRange(waiting);
        }

        return woken;
    }

    private void Fail(Commit commit, StorageException failure)
    {
        TaskCompletionSource behind;
        lock (_gate)
        {
            foreach (var frame in commit.Frames) frame.Shard.TakeBack();
            foreach (var frame in _open.Frames) frame.Shard.TakeBack();
            behind = _open.Durable;
            _open.Reset();
        }

        // One exception object for each, as both are thrown to several callers.
        commit.Durable.TrySetException(new StorageException(failure.Kind, failure.Message, failure));
        behind.TrySetException(new StorageException(failure.Kind, failure.Message, failure));
        _ = commit.Durable.Task.Exception;
        _ = behind.Task.Exception;
    }

    private void Add(ShardAppend append, RecordBuffer records, long nowMs)
    {
        var shard = (SegmentShardLog)append.Log;
        var numbers = append.RecordNumbers.Span;
        var length = RecordBatchFrame.HeaderSize;
        var data = 0L;
        foreach (var number in numbers)
        {
            length += records[number].Length;
            data += records.DataLength(number);
        }

        var placed = shard.Place(numbers.Length, data, length, nowMs);
        _open.Add(shard, records, numbers, placed);
        append.Range = new AppendedRange(placed.Entry.Base, placed.Entry.End, placed.Entry.ArrivedAtMs);
    }

    private TaskCompletionSource? TakeWork()
    {
        var work = _work;
        _work = null;
        return work;
    }

    private Task WaitForRoom() => (_room ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private void ThrowIfStopping()
    {
        if (_isStopping) throw new StorageException(StorageFaultKind.Closed, "The log was closed.");
    }

    // Whether it was written or failed is told to those who appended.
    private static async ValueTask EndAsync(Task commit)
    {
        try
        {
            await commit;
        }
        catch (StorageException)
        {
        }
    }
}
