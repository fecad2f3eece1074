using Hydrant.Storage.Batches;

namespace Hydrant.Storage;

/// <summary>
/// The logs of all shards of one server. A backend is correct when <c>LogStoreCompliance</c> passes. Safe from any thread.
/// </summary>
public interface ILogStore : IAsyncDisposable
{
    /// <summary>
    /// The log with that key; an empty one when it was never opened before. The same instance for the same key until it
    /// is dropped. Does no I/O that a caller has to wait for beyond the store's own start.
    /// </summary>
    /// <exception cref="StorageException">Closed.</exception>
    IShardLog Open(ShardKey key);

    /// <summary>
    /// Appends to many shards with one commit: completes when all of it is durable, and sets <see cref="ShardAppend.Range"/>
    /// of each append. On failure nothing of it will ever be read.
    /// </summary>
    /// <exception cref="StorageException">Full, Unavailable, Closed, or Sealed when one of the logs is.</exception>
    ValueTask AppendAsync(AppendGroup group, CancellationToken ct);

    /// <summary>
    /// Forgets the log and frees its space in time. Durable when it completes. The key must not be opened again.
    /// </summary>
    ValueTask DropAsync(ShardKey key, CancellationToken ct);
}
