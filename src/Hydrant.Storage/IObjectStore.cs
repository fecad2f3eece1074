namespace Hydrant.Storage;

/// <summary>
/// Buckets of objects. An object appears whole or not at all, and a second write of a key replaces the first. A store is
/// correct when <c>ObjectStoreCompliance</c> passes. Safe from any thread.
/// </summary>
public interface IObjectStore
{
    /// <summary>Whether it can encrypt objects with keys of their own.</summary>
    bool HasKeys => false;

    /// <summary>
    /// Starts an object. Nothing of it is visible before <see cref="IObjectWriter.CompleteAsync"/>; memory does not grow
    /// with its size.
    /// </summary>
    /// <exception cref="StorageException">Unavailable, Full, or NotFound when there is no such bucket.</exception>
    ValueTask<IObjectWriter> CreateAsync(ObjectKey key, ObjectMetadata metadata, CancellationToken ct);

    /// <summary>Opens an object for reading from its start.</summary>
    /// <exception cref="StorageException">NotFound or Unavailable.</exception>
    ValueTask<Stream> OpenReadAsync(ObjectKey key, CancellationToken ct);

    /// <summary>
    /// Opens a part of an object, which ends where the object does: a range behind its end is empty. Costs what is
    /// read, not what the object has.
    /// </summary>
    /// <param name="offset">First byte, from 0.</param>
    /// <param name="length">Bytes, above 0.</param>
    /// <exception cref="StorageException">NotFound or Unavailable.</exception>
    ValueTask<Stream> OpenRangeAsync(ObjectKey key, long offset, long length, CancellationToken ct);

    /// <summary>What is known of an object, or null when there is none.</summary>
    ValueTask<ObjectInfo?> FindAsync(ObjectKey key, CancellationToken ct);

    /// <summary>
    /// The objects of a bucket whose path starts with the prefix, in ordinal order. They come page by page, and each
    /// page is what was there at a moment of its own: what is written or deleted meanwhile is in the listing or not,
    /// what is there all the time is in it once.
    /// </summary>
    IAsyncEnumerable<ObjectInfo> ListAsync(string bucket, string prefix, CancellationToken ct);

    /// <summary>Removes an object; nothing happens when there is none.</summary>
    ValueTask DeleteAsync(ObjectKey key, CancellationToken ct);
}
