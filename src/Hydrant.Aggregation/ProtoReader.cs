namespace Hydrant.Aggregation;

/// <summary>
/// Walks the fields of one protobuf message without allocating. Anything malformed ends the walk with
/// <see cref="IsBroken"/>; it never throws. Each step uses up at least a byte, so that a walk ends.
/// </summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    public const int Varint = 0;
    public const int Bytes = 2;
    private const int Fixed64 = 1;
    private const int StartGroup = 3;
    private const int EndGroup = 4;
    private const int Fixed32 = 5;
    private const int MaxDepth = 100; // As other readers have it.

    private readonly int _length = message.Length;
    private ReadOnlySpan<byte> _rest = message;

    /// <summary>True when the message is none; then what was read before does not count either.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Number and wire type of the present field, as they stand on the wire: <c>number &lt;&lt; 3 | type</c>.</summary>
    public uint Tag { get; private set; }

    /// <summary>Where in the message the present field begins.</summary>
    public int FieldStart { get; private set; }

    /// <summary>The value of a <see cref="Varint"/> field.</summary>
    public ulong Number { get; private set; }

    /// <summary>The value of a <see cref="Bytes"/> field.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    public static uint TagOf(int field, int wireType) => (uint)((field << 3) | wireType);

    /// <summary>Goes to the next field; false at the end, or when it is broken.</summary>
    public bool Next()
    {
        if (_rest.IsEmpty || IsBroken) return false;
        FieldStart = _length - _rest.Length;
        if (ReadField(depth: 0)) return true;

        IsBroken = true;
        return false;
    }

    private bool ReadField(int depth)
    {
        if (!TryVarint(out var tag) || tag > uint.MaxValue || tag >> 3 == 0) return false;
        Show((uint)tag);
        switch ((int)(tag & 7))
        {
            case Varint:
                var isNumber = TryVarint(out var number);
                Number = number;
                return isNumber;
            case Fixed64: return TrySkip(sizeof(ulong));
            case Fixed32: return TrySkip(sizeof(uint));
            case Bytes: return TryVarint(out var length) && length <= int.MaxValue && TryTake((int)length);
            case StartGroup: return depth < MaxDepth && TrySkipGroup((uint)tag, depth);
            default: return false;
        }
    }

    // Nobody writes groups any more, but an unknown field may be one.
    private bool TrySkipGroup(uint opened, int depth)
    {
        while (true)
        {
            var before = _rest;
            if (!TryVarint(out var tag)) return false;
            if ((tag & 7) == EndGroup)
            {
                Show(opened);
                return tag >> 3 == opened >> 3;
            }

            _rest = before;
            if (!ReadField(depth + 1)) return false;
        }
    }

    private void Show(uint tag)
    {
        (Tag, Number) = (tag, 0);
        Value = default;
    }

    private bool TryTake(int length)
    {
        if (length > _rest.Length) return false;
        Value = _rest[..length];
        _rest = _rest[length..];
        return true;
    }

    private bool TrySkip(int length)
    {
        if (length > _rest.Length) return false;
        _rest = _rest[length..];
        return true;
    }

    private bool TryVarint(out ulong value)
    {
        value = 0;
        for (var i = 0; i < _rest.Length && i < 10; i++)
        {
            value |= (ulong)(_rest[i] & 0x7f) << (7 * i);
            if (_rest[i] >= 0x80) continue;
            _rest = _rest[(i + 1)..];
            return true;
        }

        return false;
    }
}
