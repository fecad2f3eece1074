using System.Buffers;

namespace Hydrant.Delivery.Processing;

/// <summary>
/// Memory for the records of one batch on their way through the transforms: given out in pieces of pooled chunks, taken
/// back all at once. What it gave stays valid until it is disposed. Not thread-safe.
/// </summary>
public sealed class Arena : IDisposable
{
    private const int Chunk = 256 * 1024;

    private readonly List<byte[]> _chunks = [];
    private byte[] _current = [];
    private int _used;

    /// <summary>Bytes of all chunks.</summary>
    public long Bytes { get; private set; }

    /// <summary>A copy of the bytes.</summary>
    public ReadOnlyMemory<byte> Copy(ReadOnlySpan<byte> bytes)
    {
        var target = Take(bytes.Length);
        bytes.CopyTo(target.Span);
        return target;
    }

    /// <summary>Room for exactly so many bytes.</summary>
    public Memory<byte> Take(int length)
    {
        if (_current.Length - _used < length) Grow(length);
        var piece = _current.AsMemory(_used, length);
        _used += length;
        return piece;
    }

    /// <summary>Gives the memory back and ends everything that stands in it.</summary>
    public void Dispose()
    {
        foreach (var chunk in _chunks) ArrayPool<byte>.Shared.Return(chunk);
        _chunks.Clear();
        (_current, _used, Bytes) = ([], 0, 0);
    }

    private void Grow(int length)
    {
        _current = ArrayPool<byte>.Shared.Rent(Math.Max(Chunk, length));
        _chunks.Add(_current);
        _used = 0;
        Bytes += _current.Length;
    }
}
