using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Hydrant.Storage.Segments.Disk;

/// <summary>The sync calls of the operating system. The framework offers fsync alone; Linux has a cheaper one for data.</summary>
internal static partial class NativeSync
{
    private const int ReadOnly = 0;

    public static void Data(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
            return;
        }

        if (FDataSync(file) != 0) throw Failed("fdatasync");
    }

    public static void Directory(string path)
    {
        if (OperatingSystem.IsWindows()) return; // NTFS keeps names in order by its own journal.

        var handle = Open(path, ReadOnly);
        if (handle < 0) throw Failed("open");
        try
        {
            if (FSync(handle) != 0) throw Failed("fsync");
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static IOException Failed(string call)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{call}: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int FDataSync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int file);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int file);
}
