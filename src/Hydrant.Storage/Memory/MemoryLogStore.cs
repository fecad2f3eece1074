using Hydrant.Storage.Batches;

namespace Hydrant.Storage.Memory;

/// <summary>
/// The reference: small, obviously right, one lock for everything. Other backends are compared with it, and tests above
/// the log run on it. What it keeps is as durable as the process. Safe from any thread.
/// </summary>
/// <param name="clock">Gives arrival times.</param>
public sealed class MemoryLogStore(TimeProvider clock) : ILogStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ShardKey, MemoryShardLog> _shards = [];
    private bool _isClosed;

    public IShardLog Open(ShardKey key)
    {
        lock (_gate)
        {
            if (_isClosed) throw new StorageException(StorageFaultKind.Closed, "The log was closed.");
            if (!_shards.TryGetValue(key, out var shard)) _shards[key] = shard = new MemoryShardLog(key, clock, _gate);
            return shard;
        }
    }

    public ValueTask AppendAsync(AppendGroup group, CancellationToken ct)
    {
        lock (_gate)
        {
            // All or nothing: no shard changes before all of them are known to take it.
            foreach (var append in group.Appends) ((MemoryShardLog)append.Log).ThrowIfNoAppends();
            foreach (var append in group.Appends)
                append.Range = ((MemoryShardLog)append.Log).Append(group.Records, append.RecordNumbers.Span);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DropAsync(ShardKey key, CancellationToken ct)
    {
        var shard = (MemoryShardLog)Open(key);
        lock (_gate) shard.Close(isDropped: true); // It stays known, so that its key is never used for another log.
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (var shard in _shards.Values) shard.Close(isDropped: false);
        }

        return ValueTask.CompletedTask;
    }
}
