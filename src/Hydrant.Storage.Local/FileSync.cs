using System.Runtime.InteropServices;

namespace Hydrant.Storage.Local;

/// <summary>
/// Makes names durable: a renamed file survives a power cut only when its folder was synced too. .NET cannot open a
/// folder, so this asks the C library. Best effort: some file systems refuse, and Windows needs none of it.
/// </summary>
internal static partial class FileSync
{
    private const int ReadOnly = 0;

    public static void Folder(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Open(path, ReadOnly);
        if (descriptor < 0) return;
        _ = Sync(descriptor);
        _ = Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
