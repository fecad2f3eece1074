using System.Buffers.Binary;

namespace Hydrant.Formats.Parquet.Leaves;

/// <summary>
/// The smallest and largest of a page's or chunk's byte strings: by unsigned bytes, of decimals by their value.
/// Timestamps have no
/// order in the format. Long ones are not worth their place in the footer and are left out.
/// </summary>
internal sealed class BytesBounds(PhysicalType physical)
{
    private const int MaxLength = 256;

    private readonly bool _isSigned = physical == PhysicalType.FixedLenByteArray;
    private byte[] _smallest = [];
    private byte[] _largest = [];
    private int _smallestLength;
    private int _largestLength;
    private ulong _smallestHead;
    private ulong _largestHead;
    private bool _any;

    public void Add(ReadOnlySpan<byte> data, ReadOnlySpan<int> ends)
    {
        if (physical == PhysicalType.Int96) return;
        var start = 0;
        foreach (var end in ends)
        {
            Add(data[start..end]);
            start = end;
        }
    }

    public void Add(BytesBounds other)
    {
        if (!other._any) return;
        Add(other._smallest.AsSpan(0, other._smallestLength));
        Add(other._largest.AsSpan(0, other._largestLength));
    }

    public LeafStatistics Sum(long nulls)
    {
        var isWorthIt = _any && _smallestLength <= MaxLength && _largestLength <= MaxLength;
        return isWorthIt
            ? new LeafStatistics(nulls, _smallest[.._smallestLength], _largest[.._largestLength])
            : new LeafStatistics(nulls, null, null);
    }

    public void Clear() => _any = false;

    // The first eight bytes decide nearly always.
    public void Add(ReadOnlySpan<byte> value)
    {
        if (physical == PhysicalType.Int96) return;
        var head = HeadOf(value);
        if (!_any)
        {
            _any = true;
            Set(ref _smallest, out _smallestLength, out _smallestHead, value, head);
            Set(ref _largest, out _largestLength, out _largestHead, value, head);
            return;
        }

        if (head <= _smallestHead && (head < _smallestHead || IsLess(value, _smallest.AsSpan(0, _smallestLength))))
            Set(ref _smallest, out _smallestLength, out _smallestHead, value, head);
        else if (head >= _largestHead && (head > _largestHead || IsLess(_largest.AsSpan(0, _largestLength), value)))
            Set(ref _largest, out _largestLength, out _largestHead, value, head);
    }

    private static void Set(
        ref byte[] bound, out int length, out ulong boundHead, ReadOnlySpan<byte> value, ulong head)
    {
        if (bound.Length < value.Length) bound = new byte[Math.Max(16, value.Length)];
        value.CopyTo(bound);
        length = value.Length;
        boundHead = head;
    }

    // In the bounds' order as far as it reaches; what is shorter than it counts as followed by zeroes.
    private ulong HeadOf(ReadOnlySpan<byte> value)
    {
        ulong head;
        if (value.Length >= sizeof(ulong))
        {
            head = BinaryPrimitives.ReadUInt64BigEndian(value);
        }
        else
        {
            head = 0;
            for (var i = 0; i < value.Length; i++) head |= (ulong)value[i] << (56 - (8 * i));
        }

        return _isSigned ? head ^ (1UL << 63) : head;
    }

    // Called for equal heads only, whose signs are the same.
    private static bool IsLess(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => one.SequenceCompareTo(other) < 0;
}
