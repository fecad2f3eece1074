namespace Hydrant.Storage;

/// <summary>The world failed: a disk, a network, a service. <paramref name="kind"/> tells what to do, the message what happened.</summary>
public sealed class StorageException(StorageFaultKind kind, string message, Exception? cause = null)
    : Exception(message, cause)
{
    public StorageFaultKind Kind => kind;
}
