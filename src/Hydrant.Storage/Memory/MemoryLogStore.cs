using Hydrant.Storage.Batches;

namespace Hydrant.Storage.Memory;

/// <summary>
/// The reference: every record a heap object, one lock for all. Slow and obviously right; what other backends are
/// compared with, and good for tests above the log. "Durable" means as durable as the process.
/// </summary>
public sealed class MemoryLogStore(TimeProvider time) : ILogStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ShardKey, MemoryShardLog> _logs = [];
    private bool _closed;

    public IShardLog Open(ShardKey key)
    {
        lock (_gate)
        {
            ThrowIfClosed();
            if (!_logs.TryGetValue(key, out var log)) _logs[key] = log = new MemoryShardLog(key, time, _gate);
            return log;
        }
    }

    public ValueTask AppendAsync(AppendGroup group, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowIfClosed();

            // All or nothing: no log changes before every log is known to be open.
            foreach (var append in group.Appends) ((MemoryShardLog)append.Log).ThrowIfClosed();
            foreach (var append in group.Appends)
            {
                var log = (MemoryShardLog)append.Log;
                append.Range = log.Append(group.Records, append.RecordNumbers.Span);
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DropAsync(ShardKey key, CancellationToken ct)
    {
        lock (_gate)
        {
            ThrowIfClosed();
            if (_logs.Remove(key, out var log)) log.Close($"the log {key} was dropped");
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (var log in _logs.Values) log.Close("the store was closed");
        }

        return ValueTask.CompletedTask;
    }

    private void ThrowIfClosed()
    {
        if (_closed) throw new StorageException(StorageFaultKind.Closed, "The store was closed.");
    }
}
