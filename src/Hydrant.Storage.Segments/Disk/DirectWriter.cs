using Microsoft.Win32.SafeHandles;

namespace Hydrant.Storage.Segments.Disk;

/// <summary>
/// Appends to one file past the page cache, in whole blocks: the kernel neither copies the bytes nor looks for pages for
/// them, and a sync finds nothing left to write. The last block is kept and written again with what follows; the file
/// ends with zeros up to a block. For one caller at a time.
/// </summary>
internal sealed class DirectWriter : IDisposable
{
    private const int InvalidArgument = 22; // EINVAL

    private readonly SafeFileHandle _file;
    private readonly BlockBuffer _buffer;
    private readonly byte[] _last = new byte[BlockBuffer.Block];
    private long _end;

    private DirectWriter(SafeFileHandle file, BlockBuffer buffer, long end) => (_file, _buffer, _end) = (file, buffer, end);

    /// <summary>Null where the system or the file system cannot do it.</summary>
    /// <param name="path">The file is there.</param>
    /// <param name="cached">The same file, to read the block in which the next write begins.</param>
    /// <param name="end">Where the next write begins; nothing that counts stands behind it.</param>
    /// <param name="buffer">Shared by the writers of one thread.</param>
    public static DirectWriter? TryOpen(string path, SafeFileHandle cached, long end, BlockBuffer buffer)
    {
        if (NativeSync.TryOpenDirect(path) is not { } file) return null;

        var writer = new DirectWriter(file, buffer, end);
        var lead = writer._last.AsSpan(0, (int)(end % BlockBuffer.Block));
        while (!lead.IsEmpty)
        {
            var read = RandomAccess.Read(cached, lead, end - lead.Length);
            if (read == 0)
            {
                writer.Dispose();
                throw new IOException($"{path} ends before byte {end}.");
            }

            lead = lead[read..];
        }

        return writer;
    }

    /// <summary>Whether a write there goes on where the last one ended.</summary>
    public bool IsAt(long position) => position == _end;

    /// <summary>Appends; false when the file system will not have it this way, and then nothing was written.</summary>
    public bool TryWrite(ReadOnlySpan<byte> bytes)
    {
        var lead = (int)(_end % BlockBuffer.Block);
        var length = lead + bytes.Length;
        var blocks = _buffer.Take(length);
        _last.AsSpan(0, lead).CopyTo(blocks);
        bytes.CopyTo(blocks[lead..]);
        blocks[length..].Clear();
        try
        {
            RandomAccess.Write(_file, blocks, _end - lead);
        }
        catch (IOException refused) when (refused.HResult == InvalidArgument)
        {
            return false;
        }

        _end += bytes.Length;
        var rest = length % BlockBuffer.Block;
        blocks.Slice(length - rest, rest).CopyTo(_last);
        return true;
    }

    public void Dispose() => _file.Dispose();
}
