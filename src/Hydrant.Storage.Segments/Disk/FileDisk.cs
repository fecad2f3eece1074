using Microsoft.Win32.SafeHandles;

namespace Hydrant.Storage.Segments.Disk;

/// <summary>A directory of the real file system.</summary>
public sealed class FileDisk : IDisk, IDisposable
{
    private readonly string _directory;
    private readonly DiskThread _thread = new("hydrant-log");

    public FileDisk(string directory)
    {
        _directory = directory;
        Directory.CreateDirectory(directory);
    }

    public ValueTask<IReadOnlyList<string>> ListAsync() => ValueTask.FromResult<IReadOnlyList<string>>(
        [.. Directory.EnumerateFiles(_directory).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)]);

    public ValueTask<IDiskFile> CreateAsync(string name) => ValueTask.FromResult<IDiskFile>(Open(name, FileMode.Create));

    public ValueTask<IDiskFile> OpenAsync(string name) => ValueTask.FromResult<IDiskFile>(Open(name, FileMode.Open));

    public ValueTask RenameAsync(string from, string to) =>
        _thread.RunAsync(() => File.Move(PathOf(from), PathOf(to), overwrite: true));

    public ValueTask DeleteAsync(string name) => _thread.RunAsync(() => File.Delete(PathOf(name)));

    public ValueTask SyncDirectoryAsync() => _thread.RunAsync(() => NativeSync.Directory(_directory));

    public void Dispose() => _thread.Dispose();

    public override string ToString() => _directory;

    private string PathOf(string name) => Path.Combine(_directory, name);

    private RealFile Open(string name, FileMode mode)
    {
        try
        {
            var handle = File.OpenHandle(
                PathOf(name), mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, FileOptions.None);
            return new RealFile(handle, _thread);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw DiskFailure.Of(failure);
        }
    }

    private sealed class RealFile(SafeFileHandle handle, DiskThread thread) : IDiskFile
    {
        public long Length => RandomAccess.GetLength(handle);

        public ValueTask<int> ReadAsync(long position, Memory<byte> target)
        {
            // Reads are served by the page cache or are large and sequential; a hop to another thread would cost more.
            try
            {
                var total = 0;
                while (total < target.Length)
                {
                    var read = RandomAccess.Read(handle, target.Span[total..], position + total);
                    if (read == 0) break;
                    total += read;
                }

                return ValueTask.FromResult(total);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw DiskFailure.Of(failure);
            }
        }

        public ValueTask WriteAsync(long position, ReadOnlyMemory<byte> bytes) =>
            thread.RunAsync(() => RandomAccess.Write(handle, bytes.Span, position));

        public ValueTask SyncAsync() => thread.RunAsync(() => NativeSync.Data(handle));

        public ValueTask TruncateAsync(long length) => thread.RunAsync(() => RandomAccess.SetLength(handle, length));

        public void Dispose() => handle.Dispose();
    }
}
