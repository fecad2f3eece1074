using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Hydrant.Storage.Segments.Disks;

/// <summary>Makes bytes durable. On Linux without the file times, which would cost a second write for every commit.</summary>
internal static partial class FileSync
{
    private const int OpenDirectory = 0x10000 | 0x80000; // O_DIRECTORY | O_CLOEXEC; read-only.
    private const int Interrupted = 4;

    public static void Data(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
            return;
        }

        while (FlushData(file) != 0) ThrowUnlessInterrupted("fdatasync");
    }

    /// <summary>Windows has no such call and needs none: its journal orders the names.</summary>
    public static void Directory(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        var directory = Open(path, OperatingSystem.IsLinux() ? OpenDirectory : 0);
        if (directory < 0) throw new IOException($"open: {Marshal.GetLastPInvokeErrorMessage()}", LastError);
        try
        {
            while (Flush(directory) != 0) ThrowUnlessInterrupted("fsync");
        }
        finally
        {
            _ = Close(directory);
        }
    }

    private static int LastError => Marshal.GetLastPInvokeError();

    private static void ThrowUnlessInterrupted(string call)
    {
        if (LastError != Interrupted) throw new IOException($"{call}: {Marshal.GetLastPInvokeErrorMessage()}", LastError);
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int FlushData(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int file);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
