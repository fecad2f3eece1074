namespace Hydrant.Storage.Local;

/// <summary>What a failed file operation means to whoever wanted an object stored.</summary>
internal static class LocalFaults
{
    // errno of Linux and macOS, which .NET hands on as HResult; and what Windows says for the same.
    private const int NoSpace = 28;
    private const int LinuxQuota = 122;
    private const int MacQuota = 69;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    public static bool IsOfTheWorld(Exception exception) => exception is IOException or UnauthorizedAccessException;

    public static StorageException Of(ObjectKey key, Exception cause)
    {
        var full = cause.HResult is NoSpace or LinuxQuota or MacQuota or WindowsDiskFull or WindowsHandleDiskFull;
        return full
            ? new StorageException(StorageFaultKind.Full, $"No space is left for object {key}.", cause)
            : new StorageException(StorageFaultKind.Unavailable, $"Object {key}: {cause.Message}", cause);
    }

    public static StorageException NoObject(ObjectKey key) =>
        new(StorageFaultKind.NotFound, $"There is no object {key}.");

    public static StorageException NoBucket(string bucket) =>
        new(StorageFaultKind.NotFound, $"There is no bucket '{bucket}'.");
}
