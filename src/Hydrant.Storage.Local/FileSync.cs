using System.Runtime.InteropServices;

namespace Hydrant.Storage.Local;

/// <summary>
/// Makes names durable: a renamed file survives a power cut only when its folder was synced too. .NET cannot open a
/// folder, so this asks the C library. Windows needs none of it.
/// </summary>
internal static partial class FileSync
{
    private const int ReadOnly = 0;
    private const int NoSuchFolder = 2;   // ENOENT
    private const int NotSyncable = 22;   // EINVAL

    /// <summary>Syncs what stands in a folder.</summary>
    /// <exception cref="IOException">What was placed in the folder may be gone after a power cut.</exception>
    public static void Folder(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Open(path, ReadOnly);
        if (descriptor < 0)
        {
            // A delete emptied it meanwhile and removed it, and then it is the folder above that has to be durable.
            if (Marshal.GetLastPInvokeError() == NoSuchFolder) return;
            throw Failed(path);
        }

        var synced = Sync(descriptor) == 0;

        // Some file systems know no sync of a folder, since their renames are durable or nothing is; they say so.
        var failure = synced || Marshal.GetLastPInvokeError() == NotSyncable ? null : Failed(path);
        _ = Close(descriptor);
        if (failure is not null) throw failure;
    }

    // The code is where LocalFaults finds a full disk.
    private static IOException Failed(string path) =>
        new($"The folder {path} cannot be synced: {Marshal.GetLastPInvokeErrorMessage()}.", Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
