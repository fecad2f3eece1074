namespace Hydrant.Storage;

/// <summary>An object being written. Disposed before it was completed, it leaves nothing behind. For one caller at a time.</summary>
public interface IObjectWriter : IAsyncDisposable
{
    /// <summary>Adds bytes; they are the caller's again when the call completes.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct);

    /// <summary>Makes the whole object visible and durable.</summary>
    /// <exception cref="StorageException">
    /// Unavailable or Full. The object is whole or not there, but a failure is no proof of either: the sync of its folder
    /// may have failed, or the answer of a service been lost. Write the same bytes under the same key again.
    /// </exception>
    ValueTask CompleteAsync(CancellationToken ct);
}
