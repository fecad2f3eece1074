using System.Runtime.InteropServices;
using Hydrant.Storage;

namespace Hydrant.Api.Lambda.Catalog;

/// <summary>Makes the names in a directory durable, which the framework cannot.</summary>
internal static partial class DirectorySync
{
    private const int ReadOnly = 0;

    /// <summary>EINVAL: file systems without such a sync, whose names are durable or nothing is.</summary>
    private const int NotSyncable = 22;

    /// <exception cref="StorageException">Unavailable: the directory cannot be synced.</exception>
    public static void Sync(string directory)
    {
        if (OperatingSystem.IsWindows()) return;
        var handle = Open(directory, ReadOnly);
        if (handle < 0) throw Failed(directory);
        try
        {
            if (FSync(handle) != 0 && Marshal.GetLastPInvokeError() != NotSyncable) throw Failed(directory);
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static StorageException Failed(string directory) => new(
        StorageFaultKind.Unavailable, $"'{directory}' cannot be synced: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
