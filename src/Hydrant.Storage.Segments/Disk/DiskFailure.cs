namespace Hydrant.Storage.Segments.Disk;

/// <summary>Turns what the operating system says into what the owner of the log can do.</summary>
internal static class DiskFailure
{
    private const int NoSpace = 28; // ENOSPC
    private const int QuotaExceeded = 122; // EDQUOT
    private const int FileTooBig = 27; // EFBIG
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    public static StorageException Of(Exception failure) => failure switch
    {
        StorageException known => known,
        IOException { HResult: NoSpace or QuotaExceeded or FileTooBig or WindowsDiskFull } =>
            new StorageException(StorageFaultKind.Full, $"The disk is full: {failure.Message}", failure),
        _ => new StorageException(StorageFaultKind.Unavailable, $"The disk failed: {failure.Message}", failure),
    };
}
