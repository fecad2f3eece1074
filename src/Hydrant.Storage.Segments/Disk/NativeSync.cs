using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Hydrant.Storage.Segments.Disk;

/// <summary>The sync calls of the operating system. The framework offers fsync alone; Linux has a cheaper one for data.</summary>
internal static partial class NativeSync
{
    private const int ReadOnly = 0;
    private const int WillNeed = 3; // POSIX_FADV_WILLNEED
    private const int WriteOnlyCloseOnExec = 0x8_0001;

    public static void Data(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
            return;
        }

        if (FDataSync(file) != 0) throw Failed("fdatasync");
    }

    /// <summary>Lets the system begin to read; where it has no such call nothing happens.</summary>
    public static void WillRead(SafeFileHandle file, long position, int length)
    {
        if (OperatingSystem.IsLinux() && Environment.Is64BitProcess) _ = FAdvise(file, position, length, WillNeed);
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

    /// <summary>Opens a file to be written past the page cache; null where that cannot be.</summary>
    public static SafeFileHandle? TryOpenDirect(string path)
    {
        if (!OperatingSystem.IsLinux()) return null;
        int? direct = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 or Architecture.X86 => 0x4000,
            Architecture.Arm64 or Architecture.Arm => 0x1_0000,
            _ => null,
        };
        if (direct is null) return null;

        var handle = Open(path, WriteOnlyCloseOnExec | direct.Value);
        return handle < 0 ? null : new SafeFileHandle(handle, ownsHandle: true); // File systems in memory say no.
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

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    private static partial int FAdvise(SafeFileHandle file, long offset, long length, int advice);
}
