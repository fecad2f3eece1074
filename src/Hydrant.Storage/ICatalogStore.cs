namespace Hydrant.Storage;

/// <summary>
/// What exists: streams, shards, consumers, delivery streams and their checkpoints, as small documents under path-like
/// keys. Every write is compare-and-set and durable when it completes. Safe from any thread.
/// </summary>
public interface ICatalogStore
{
    /// <summary>The document, or null when there is none.</summary>
    ValueTask<CatalogDocument?> GetAsync(string key, CancellationToken ct);

    /// <summary>All documents whose key starts with the prefix, in ordinal order of their keys.</summary>
    ValueTask<IReadOnlyList<CatalogDocument>> ListAsync(string prefix, CancellationToken ct);

    /// <summary>
    /// Writes the document if its present version is <paramref name="expected"/>
    /// (<see cref="CatalogVersion.None"/>: if there is none yet). Null when it is another: somebody else was first.
    /// </summary>
    /// <exception cref="StorageException">Full, Unavailable or Closed.</exception>
    ValueTask<CatalogVersion?> PutAsync(string key, ReadOnlyMemory<byte> body, CatalogVersion expected, CancellationToken ct);

    /// <summary>Removes the document if its present version is <paramref name="expected"/>; false when it is another.</summary>
    ValueTask<bool> DeleteAsync(string key, CatalogVersion expected, CancellationToken ct);
}
