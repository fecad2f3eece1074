namespace Hydrant.Storage.Segments.Disks;

/// <summary>
/// The file system of this machine. Its calls block and complete at once, which costs less than handing them to another
/// thread; the loops that write have threads of their own.
/// </summary>
public sealed class FileDisk : IDisk
{
    public Task RunAsync(string name, Func<Task> loop) => LoopThread.RunAsync(name, loop);

    public ValueTask CreateDirectoryAsync(string path) => DiskErrors.Guard(path, path, static path =>
    {
        var missing = new Stack<string>();
        for (var at = Path.GetFullPath(path); !Directory.Exists(at); at = Path.GetDirectoryName(at)!) missing.Push(at);
        while (missing.TryPop(out var next))
        {
            Directory.CreateDirectory(next);
            FileSync.Directory(Path.GetDirectoryName(next)!);
        }
    });

    public ValueTask<IDisposable> LockAsync(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return ValueTask.FromResult<IDisposable>(file);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                StorageFaultKind.Unavailable,
                $"{path} is held by another process: stop the server that uses this data directory, or choose another "
                + $"directory ({cause.Message})",
                cause);
        }
    }

    public ValueTask<IDiskFile> CreateAsync(string path) => DiskErrors.Guard(path, path, static path =>
    {
        // A new file, not the old one cut to nothing: readers of the old one keep it until they are done.
        File.Delete(path);
        return (IDiskFile)new FileDiskFile(path, FileMode.CreateNew);
    });

    public ValueTask<IDiskFile> OpenAsync(string path) =>
        DiskErrors.Guard(path, path, static path => (IDiskFile)new FileDiskFile(path, FileMode.Open));

    public ValueTask DeleteAsync(string path) => DiskErrors.Guard(path, path, File.Delete);

    public ValueTask RenameAsync(string from, string to) =>
        DiskErrors.Guard(from, (from, to), static names => File.Move(names.from, names.to, overwrite: true));

    public ValueTask<IReadOnlyList<string>> ListAsync(string directory) =>
        DiskErrors.Guard(directory, directory, static directory =>
        {
            var names = Directory.GetFiles(directory).Select(path => Path.GetFileName(path)).ToArray();
            Array.Sort(names, StringComparer.Ordinal);
            return (IReadOnlyList<string>)names;
        });

    public ValueTask SyncDirectoryAsync(string directory) =>
        DiskErrors.Guard(directory, directory, FileSync.Directory);
}
