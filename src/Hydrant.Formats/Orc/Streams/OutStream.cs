using System.Buffers;
using Hydrant.Core;

namespace Hydrant.Formats.Orc.Streams;

/// <summary>One stream of a stripe: bytes gathered into chunks, each compressed when it is full.</summary>
internal sealed class OutStream(ChunkCompressor compressor) : IDisposable
{
    private const int SmallestChunk = 512;

    private readonly SegmentedBuffer _chunks = new();
    private byte[] _chunk = [];
    private int _filled;

    /// <summary>Bytes so far; after <see cref="Finish"/>, the stream's length.</summary>
    public long Length => _chunks.Length + _filled;

    /// <summary>Bytes of memory taken.</summary>
    public long Memory => _chunks.Capacity + _chunk.Length;

    /// <summary>The finished stream's bytes, in order.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Segments
    {
        get
        {
            Invariant.That(_filled == 0);
            return _chunks.Segments;
        }
    }

    public void WriteByte(byte value) => Write([value]);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (compressor.Kind == OrcCompression.None)
        {
            _chunks.Write(bytes);
            return;
        }

        while (!bytes.IsEmpty)
        {
            if (_filled == _chunk.Length) Grow(bytes.Length);
            var part = Math.Min(bytes.Length, Math.Min(_chunk.Length, ChunkCompressor.ChunkSize) - _filled);
            bytes[..part].CopyTo(_chunk.AsSpan(_filled));
            _filled += part;
            bytes = bytes[part..];
            if (_filled == ChunkCompressor.ChunkSize) EndChunk();
        }
    }

    /// <summary>
    /// Appends where the next byte will stand: its offset, or with compression the offset of its chunk and its place in
    /// the chunk's content.
    /// </summary>
    public void RecordPosition(List<ulong> positions)
    {
        positions.Add((ulong)_chunks.Length);
        if (compressor.Kind != OrcCompression.None) positions.Add((ulong)_filled);
    }

    public void Finish()
    {
        if (_filled > 0) EndChunk();
    }

    public void Clear()
    {
        _chunks.Clear();
        if (_chunk.Length > 0) ArrayPool<byte>.Shared.Return(_chunk);
        _chunk = [];
        _filled = 0;
    }

    public void Dispose() => Clear();

    private void EndChunk()
    {
        compressor.Write(_chunk.AsSpan(0, _filled), _chunks);
        _filled = 0;
    }

    private void Grow(int wanted)
    {
        var size = Math.Clamp(_filled + Math.Max(_filled, wanted), SmallestChunk, ChunkCompressor.ChunkSize);
        var larger = ArrayPool<byte>.Shared.Rent(size);
        _chunk.AsSpan(0, _filled).CopyTo(larger);
        if (_chunk.Length > 0) ArrayPool<byte>.Shared.Return(_chunk);
        _chunk = larger;
    }
}
