namespace Hydrant.Storage.Segments.Disks;

/// <summary>Turns what the system says into the words of the contract.</summary>
internal static class DiskErrors
{
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int WindowsDiskFull = unchecked((int)0x8007_0070);

    public static ValueTask Guard<TState>(string path, TState state, Action<TState> call)
    {
        try
        {
            call(state);
            return ValueTask.CompletedTask;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            return ValueTask.FromException(Translate(path, cause));
        }
    }

    public static ValueTask<TResult> Guard<TState, TResult>(string path, TState state, Func<TState, TResult> call)
    {
        try
        {
            return ValueTask.FromResult(call(state));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            return ValueTask.FromException<TResult>(Translate(path, cause));
        }
    }

    private static StorageException Translate(string path, Exception cause) => cause switch
    {
        FileNotFoundException or DirectoryNotFoundException =>
            new StorageException(StorageFaultKind.NotFound, $"{path} does not exist.", cause),
        ObjectDisposedException => new StorageException(StorageFaultKind.Closed, $"{path} was closed.", cause),
        { HResult: NoSpace or QuotaExceeded or WindowsDiskFull } =>
            new StorageException(StorageFaultKind.Full, $"{path}: the disk is full ({cause.Message})", cause),
        _ => new StorageException(StorageFaultKind.Unavailable, $"{path}: {cause.Message}", cause),
    };
}
