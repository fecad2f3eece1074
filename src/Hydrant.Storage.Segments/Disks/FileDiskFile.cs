using Microsoft.Win32.SafeHandles;

namespace Hydrant.Storage.Segments.Disks;

/// <summary>A file of this machine, read and written by position.</summary>
internal sealed class FileDiskFile : IDiskFile
{
    private readonly SafeFileHandle _handle;

    public FileDiskFile(string path, FileMode mode)
    {
        Path = path;
        _handle = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
    }

    public string Path { get; }

    public long Length => RandomAccess.GetLength(_handle);

    public ValueTask<int> ReadAsync(long position, Memory<byte> target)
    {
        return DiskErrors.Guard(Path, (_handle, position, target), static read =>
        {
            var done = 0;
            while (done < read.target.Length)
            {
                var got = RandomAccess.Read(read._handle, read.target.Span[done..], read.position + done);
                if (got == 0) break;
                done += got;
            }

            return done;
        });
    }

    public ValueTask WriteAsync(long position, ReadOnlyMemory<byte> bytes) => DiskErrors.Guard(
        Path,
        (_handle, position, bytes),
        static write => RandomAccess.Write(write._handle, write.bytes.Span, write.position));

    public ValueTask SyncAsync() => DiskErrors.Guard(Path, _handle, FileSync.Data);

    public ValueTask TruncateAsync(long length) =>
        DiskErrors.Guard(Path, (_handle, length), static cut => RandomAccess.SetLength(cut._handle, cut.length));

    public void Dispose() => _handle.Dispose();
}
