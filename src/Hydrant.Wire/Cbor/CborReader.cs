using System.Buffers.Binary;
using System.Text.Unicode;
using Hydrant.Wire.Shapes;

namespace Hydrant.Wire.Cbor;

/// <summary>
/// Reads the part of RFC 8949 that AWS clients send: definite and indefinite maps and lists, text and byte strings
/// (chunked too), integers, floats, tag 1, true, false and null. Everything else is refused.
/// </summary>
internal ref struct CborReader
{
    private const byte Break = 0xFF;
    private const int Indefinite = -1;

    private readonly ReadOnlySpan<byte> _body;
    private readonly int _maxDepth;
    private readonly Container[] _open;
    private int _at;
    private int _depth;
    private bool _done;

    public CborReader(ReadOnlySpan<byte> body, int maxDepth)
    {
        _body = body;
        _maxDepth = maxDepth;
        _open = new Container[maxDepth];
    }

    /// <summary>Bytes of the string under the reader.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Value of the number under the reader, its fraction cut, clipped to 64 bits.</summary>
    public long Number { get; private set; }

    /// <summary>The number with its fraction.</summary>
    public double Real { get; private set; }

    public WireToken Read()
    {
        if (_depth == 0) return ReadRoot();

        ref var container = ref _open[_depth - 1];
        if (container.IsMap && !container.NameWasRead)
        {
            if (Ends(ref container)) return Close(WireToken.EndMap);
            var name = ReadItem();
            if (name != WireToken.String) throw Wrong("a map's name is not text");
            container.NameWasRead = true;
            return WireToken.Name;
        }

        if (!container.IsMap && Ends(ref container)) return Close(WireToken.EndList);
        container.NameWasRead = false;
        return ReadItem();
    }

    private WireToken ReadRoot()
    {
        if (!_done)
        {
            _done = true;
            return ReadItem();
        }

        if (_at != _body.Length) throw Wrong("bytes follow the value");
        return WireToken.None;
    }

    private WireToken Close(WireToken token)
    {
        _depth--;
        return token;
    }

    private bool Ends(ref Container container)
    {
        if (container.Left == Indefinite)
        {
            if (Peek() != Break) return false;
            _at++;
            return true;
        }

        if (container.Left == 0) return true;
        container.Left--;
        return false;
    }

    private WireToken ReadItem()
    {
        var initial = Take();
        var (major, info) = (initial >> 5, initial & 0x1F);
        switch (major)
        {
            case 0:
                Real = Number = Clip(Argument(info));
                return WireToken.Number;
            case 1:
                Real = Number = -1 - Clip(Argument(info));
                return WireToken.Number;
            case 2:
                Value = ReadString(info, major);
                return WireToken.Bytes;
            case 3:
                Value = ReadString(info, major);
                return Utf8.IsValid(Value) ? WireToken.String : throw Wrong("text is not UTF-8");
            case 4:
                return Open(info, isMap: false);
            case 5:
                return Open(info, isMap: true);
            case 6:
                return ReadTagged(info);
            default:
                return ReadSimple(info);
        }
    }

    private WireToken Open(int info, bool isMap)
    {
        if (_depth == _maxDepth) throw Wrong("it is nested too deep");
        var left = info == 31 ? Indefinite : Count(info);
        _open[_depth++] = new Container { IsMap = isMap, Left = left };
        return isMap ? WireToken.StartMap : WireToken.StartList;
    }

    // AWS deviates from the RFC: the content of tag 1 is milliseconds, not seconds. A tag on a tag would recurse as deep
    // as the body is long, so that it is refused before it is read.
    private WireToken ReadTagged(int info)
    {
        if (Argument(info) != 1) throw Wrong("a tag other than 1");
        if (Peek() >> 5 == 6) throw Wrong("a tag on a tag");
        return ReadItem() == WireToken.Number ? WireToken.Timestamp : throw Wrong("tag 1 without a number");
    }

    private WireToken ReadSimple(int info)
    {
        switch (info)
        {
            case 20: return WireToken.False;
            case 21: return WireToken.True;
            case 22: return WireToken.Null;
            case 25: return Float((double)BinaryPrimitives.ReadHalfBigEndian(Take(2)));
            case 26: return Float(BinaryPrimitives.ReadSingleBigEndian(Take(4)));
            case 27: return Float(BinaryPrimitives.ReadDoubleBigEndian(Take(8)));
            default: throw Wrong("an unknown simple value");
        }
    }

    private WireToken Float(double value)
    {
        Real = value;
        Number = double.IsNaN(value) ? 0 : (long)Math.Clamp(Math.Floor(value), long.MinValue, long.MaxValue);
        return WireToken.Number;
    }

    private ReadOnlySpan<byte> ReadString(int info, int major)
    {
        if (info != 31) return Take(Count(info));

        // Chunks are rare; they are put together in an array of their own.
        var whole = new List<byte>();
        while (Peek() != Break)
        {
            var initial = Take();
            if (initial >> 5 != major || (initial & 0x1F) == 31) throw Wrong("a chunk of another type");
            whole.AddRange(Take(Count(initial & 0x1F)));
        }

        _at++;
        return whole.ToArray();
    }

    private int Count(int info)
    {
        var count = Argument(info);
        return count <= (ulong)(_body.Length - _at) ? (int)count : throw Wrong("a length beyond the end");
    }

    private ulong Argument(int info) => info switch
    {
        < 24 => (ulong)info,
        24 => Take(),
        25 => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
        26 => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
        27 => BinaryPrimitives.ReadUInt64BigEndian(Take(8)),
        _ => throw Wrong("a reserved length"),
    };

    private static long Clip(ulong value) => (long)Math.Min(value, long.MaxValue);

    private readonly byte Peek() => _at < _body.Length ? _body[_at] : throw Wrong("it ends too early");

    private byte Take() => _at < _body.Length ? _body[_at++] : throw Wrong("it ends too early");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_body.Length - _at < count) throw Wrong("it ends too early");
        _at += count;
        return _body.Slice(_at - count, count);
    }

    private static WireSyntaxException Wrong(string why) => new($"The body is not CBOR: {why}.");

    private struct Container
    {
        public bool IsMap;
        public bool NameWasRead;
        public int Left;
    }
}
