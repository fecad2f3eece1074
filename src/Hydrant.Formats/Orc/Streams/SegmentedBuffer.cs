using System.Buffers;

namespace Hydrant.Formats.Orc.Streams;

/// <summary>
/// Bytes appended and written out once. It grows by segments that double in size up to a limit, so nothing is moved,
/// and a stream of few bytes takes few: a file has several streams for each column and there are many files at once.
/// </summary>
internal sealed class SegmentedBuffer : IDisposable
{
    private const int Smallest = 256;
    private const int Largest = 64 * 1024;

    private readonly List<ArraySegment<byte>> _full = [];
    private byte[] _last = [];
    private int _filled;
    private long _before;

    public long Length => _before + _filled;

    /// <summary>Bytes of memory taken.</summary>
    public long Capacity { get; private set; }

    /// <summary>What was written, in order; valid until the next change.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Segments
    {
        get
        {
            foreach (var segment in _full) yield return segment;
            if (_filled > 0) yield return _last.AsMemory(0, _filled);
        }
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            var part = Math.Min(bytes.Length, _last.Length - _filled);
            bytes[..part].CopyTo(_last.AsSpan(_filled));
            _filled += part;
            bytes = bytes[part..];
            if (bytes.IsEmpty) return;
            Grow(bytes.Length);
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Clear()
    {
        foreach (var segment in _full) ArrayPool<byte>.Shared.Return(segment.Array!);
        if (_last.Length > 0) ArrayPool<byte>.Shared.Return(_last);
        _full.Clear();
        _last = [];
        _filled = 0;
        _before = 0;
        Capacity = 0;
    }

    public void Dispose() => Clear();

    private void Grow(int wanted)
    {
        if (_last.Length > 0) _full.Add(new(_last, 0, _filled));
        _before += _filled;
        _filled = 0;
        var size = Math.Clamp(Math.Max(_last.Length * 2, wanted), Smallest, Largest);
        _last = ArrayPool<byte>.Shared.Rent(size);
        Capacity += _last.Length;
    }
}
