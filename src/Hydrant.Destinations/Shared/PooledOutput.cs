using System.Buffers;
using Hydrant.Core;

namespace Hydrant.Destinations.Shared;

/// <summary>
/// Collects bytes in one pooled array that grows when it must. Not thread-safe; dispose in every case.
/// </summary>
internal sealed class PooledOutput(int capacity) : IBufferWriter<byte>, IDisposable
{
    private const int LeastRoom = 256;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    public int Count { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Count);

    public void Clear() => Count = 0;

    public void Advance(int count)
    {
        Invariant.That(count >= 0 && count <= _bytes.Length - Count);
        Count += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsMemory(Count);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsSpan(Count);
    }

    public void Dispose()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, Count) = ([], 0);
    }

    private void Grow(int sizeHint)
    {
        var room = Math.Max(sizeHint, LeastRoom);
        if (_bytes.Length - Count >= room) return;

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, Count + room));
        _bytes.AsSpan(0, Count).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
