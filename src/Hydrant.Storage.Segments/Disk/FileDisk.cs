using Microsoft.Win32.SafeHandles;

namespace Hydrant.Storage.Segments.Disk;

/// <summary>A directory of the real file system.</summary>
public sealed class FileDisk : IDisk, IDisposable
{
    // The newest segment, and the one before it while that changes.
    private const int DirectFiles = 2;

    private readonly string _directory;
    private readonly DiskThread _thread = new("hydrant-log");
    private readonly BlockBuffer _buffer = new();
    private readonly Queue<RealFile> _direct = new();

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
            return new RealFile(this, PathOf(name), handle);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw DiskFailure.Of(failure);
        }
    }

    private sealed class RealFile(FileDisk disk, string path, SafeFileHandle handle) : IDiskFile
    {
        private readonly DiskThread _thread = disk._thread;
        private DirectWriter? _writer;
        private bool _isDirectRefused;

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

        public void WillRead(long position, int length) => NativeSync.WillRead(handle, position, length);

        public ValueTask WriteAsync(long position, ReadOnlyMemory<byte> bytes) =>
            _thread.RunAsync(() => Write(position, bytes.Span));

        public ValueTask SyncAsync() => _thread.RunAsync(() => NativeSync.Data(handle));

        public ValueTask TruncateAsync(long length) => _thread.RunAsync(() => RandomAccess.SetLength(handle, length));

        public void Dispose()
        {
            handle.Dispose();
            _writer?.Dispose();
        }

        /// <summary>Writes through the page cache again, or opens anew.</summary>
        public void EndDirect()
        {
            _writer?.Dispose();
            _writer = null;
        }

        private void Write(long position, ReadOnlySpan<byte> bytes)
        {
            if (_writer is not null && !_writer.IsAt(position)) EndDirect();
            _writer ??= TryOpenDirect(position);
            if (_writer is not null && _writer.TryWrite(bytes)) return;

            // Some file systems open a file so and then refuse the write.
            _isDirectRefused |= _writer is not null;
            EndDirect();
            RandomAccess.Write(handle, bytes, position);
        }

        // Behind the end of what counts there is at most the rest of a block.
        private DirectWriter? TryOpenDirect(long position)
        {
            if (_isDirectRefused || !path.EndsWith(Reading.Segment.Extension, StringComparison.Ordinal)) return null;
            if (RandomAccess.GetLength(handle) - position is < 0 or >= BlockBuffer.Block) return null;
            if (DirectWriter.TryOpen(path, handle, position, disk._buffer) is not { } writer) return null;

            disk._direct.Enqueue(this);
            if (disk._direct.Count > DirectFiles) disk._direct.Dequeue().EndDirect();
            return writer;
        }
    }
}
