using System.Buffers;

namespace Hydrant.Formats.Compression;

/// <summary>
/// Cuts content into blocks of one size, whatever the size of the writes: a record is far smaller than a block, and the
/// compressed bytes must not tell how the content arrived.
/// </summary>
internal sealed class BlockBuffer(int size) : IDisposable
{
    private byte[]? _buffer = ArrayPool<byte>.Shared.Rent(size);
    private int _held;

    /// <summary>What no full block has taken yet.</summary>
    public ReadOnlySpan<byte> Rest => Buffer.AsSpan(0, _held);

    private byte[] Buffer => _buffer ?? throw new ObjectDisposedException(nameof(BlockBuffer));

    /// <summary>
    /// Takes from the front of <paramref name="bytes"/> and returns one full block, valid until the next call, or
    /// nothing when all of it is held for later. Call until nothing comes back.
    /// </summary>
    public ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> bytes)
    {
        var buffer = Buffer;
        if (_held == 0 && bytes.Length >= size)
        {
            var whole = bytes[..size];
            bytes = bytes[size..];
            return whole;
        }

        var taken = Math.Min(size - _held, bytes.Length);
        bytes[..taken].CopyTo(buffer.AsSpan(_held));
        bytes = bytes[taken..];
        _held += taken;
        if (_held < size) return default;

        _held = 0;
        return buffer.AsSpan(0, size);
    }

    public void Dispose()
    {
        if (_buffer is null) return;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = null;
    }
}
