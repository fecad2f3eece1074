using System.Buffers;
using System.Buffers.Binary;
using Hydrant.Core;

namespace Hydrant.Storage.Batches;

/// <summary>
/// Records that were read, over pooled memory. Made by a backend from whole frames that it has checked; the page shows
/// the part of them that was asked for. Disposing it gives the memory back and ends its views.
/// </summary>
public sealed class RecordPage : IDisposable
{
    private readonly byte[] _bytes;
    private readonly int _length;
    private readonly bool _ownsBytes;
    private bool _disposed;

    /// <param name="pooled">An array of the shared pool with checked frames from its start; the page returns it.</param>
    /// <param name="length">Bytes of the frames together.</param>
    /// <param name="first">The first record shown; it lies in the first frame.</param>
    /// <param name="next">The offset behind the last record shown; it lies in, or at the end of, the last frame.</param>
    /// <param name="ownsBytes">False for a look at frames that somebody else gives back.</param>
    public RecordPage(byte[] pooled, int length, LogOffset first, LogOffset next, bool ownsBytes = true)
    {
        _ownsBytes = ownsBytes;
        _bytes = pooled;
        _length = length;
        First = first;
        Next = next;
    }

    /// <summary>Offset of the first record, and where reading began after what was trimmed.</summary>
    public LogOffset First { get; }

    /// <summary>Where to read on.</summary>
    public LogOffset Next { get; }

    public long Count => Next - First;

    public bool IsEmpty => First == Next;

    /// <summary>Bytes of the frames the records stand in: a little more than those of the records.</summary>
    public int FrameBytes => _length;

    /// <summary>Bytes of data and partition keys of the records shown, as quotas count them. Walks over them.</summary>
    public long DataAndKeyBytes()
    {
        var sum = 0L;
        foreach (var record in this) sum += record.Key.Length + record.Data.Length;
        return sum;
    }

    /// <summary>A page without records, at the tail.</summary>
    public static RecordPage Empty(LogOffset at) => new([], 0, at, at);

    public Enumerator GetEnumerator()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new Enumerator(_bytes.AsSpan(0, _length), First, Next);
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        if (_ownsBytes && _bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
    }

    /// <summary>Walks the records without allocating.</summary>
    public ref struct Enumerator
    {
        private readonly LogOffset _first;
        private readonly LogOffset _end;
        private ReadOnlySpan<byte> _rest;
        private int _left;
        private LogOffset _offset;
        private long _arrivedAtMs;

        internal Enumerator(ReadOnlySpan<byte> frames, LogOffset first, LogOffset end)
        {
            _rest = frames;
            _first = first;
            _end = end;
            _offset = new LogOffset(-1);
        }

        public RecordView Current { get; private set; }

        public bool MoveNext()
        {
            do
            {
                while (_left == 0)
                {
                    if (_rest.IsEmpty) return false;
                    OpenFrame();
                }

                TakeRecord();
            }
            while (Current.Offset < _first);

            return Current.Offset < _end;
        }

        private void OpenFrame()
        {
            _offset = new LogOffset(BinaryPrimitives.ReadInt64LittleEndian(_rest[16..]));
            _arrivedAtMs = BinaryPrimitives.ReadInt64LittleEndian(_rest[24..]);
            _left = (int)BinaryPrimitives.ReadUInt32LittleEndian(_rest[40..]);
            _rest = _rest[RecordBatchFrame.HeaderSize..];
        }

        private void TakeRecord()
        {
            var dataLength = BinaryPrimitives.ReadInt32LittleEndian(_rest);
            var keyLength = BinaryPrimitives.ReadUInt16LittleEndian(_rest[4..]);
            var body = _rest.Slice(RecordBuffer.HeaderSize, keyLength + dataLength);
            Current = new RecordView(_offset, _arrivedAtMs, body[..keyLength], body[keyLength..]);
            _rest = _rest[(RecordBuffer.HeaderSize + body.Length)..];
            _offset += 1;
            _left--;
        }
    }
}
