using Hydrant.Core;

namespace Hydrant.Storage.Segments.Reading;

/// <summary>
/// The newest bytes of the journal in a ring. One writer (the journal); any number of readers, without a lock.
/// </summary>
/// <remarks>
/// Why a reader never sees bytes of two commits mixed: the writer first moves <c>_reserved</c> past the bytes it is about
/// to overwrite, then writes, then moves <c>_written</c>. A reader checks that its bytes lie below <c>_written</c>, copies
/// them, and then checks that <c>_reserved</c> has not come round to them. Bytes that were overwritten while it copied are
/// below <c>_reserved - size</c>, and the copy is thrown away.
/// </remarks>
internal sealed class TailCache(ByteSize size)
{
    private readonly byte[] _ring = new byte[size.Bytes];
    private long _reserved;
    private long _written;

    /// <summary>Where the next byte goes in the stream of all bytes written.</summary>
    public long Head => Volatile.Read(ref _written);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var start = _written;
        Volatile.Write(ref _reserved, start + bytes.Length);
        Interlocked.MemoryBarrier();

        // Of bytes that are more than the ring takes, the last ones count.
        var skipped = Math.Max(0, bytes.Length - _ring.Length);
        var rest = bytes[skipped..];
        var at = (int)((start + skipped) % _ring.Length);
        var first = Math.Min(rest.Length, _ring.Length - at);
        rest[..first].CopyTo(_ring.AsSpan(at));
        rest[first..].CopyTo(_ring);
        Volatile.Write(ref _written, start + bytes.Length);
    }

    /// <summary>Whether the bytes from that place of the stream on are in the ring, for now.</summary>
    public bool Holds(long from) => from >= Volatile.Read(ref _reserved) - _ring.Length;

    /// <summary>Copies the bytes from that place of the stream; false when they are not, or no longer, in the ring.</summary>
    public bool TryRead(long from, Span<byte> target)
    {
        if (from < 0 || from + target.Length > Volatile.Read(ref _written)) return false;
        if (from < Volatile.Read(ref _reserved) - _ring.Length) return false;

        var at = (int)(from % _ring.Length);
        var first = Math.Min(target.Length, _ring.Length - at);
        _ring.AsSpan(at, first).CopyTo(target);
        _ring.AsSpan(0, target.Length - first).CopyTo(target[first..]);
        Interlocked.MemoryBarrier();
        return from >= Volatile.Read(ref _reserved) - _ring.Length;
    }
}
