using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Hydrant.Core;

namespace Hydrant.Wire.Shapes;

/// <summary>
/// Writes one answer, JSON or CBOR, into pooled memory. Maps and lists of CBOR have indefinite length, as the service
/// sends them. Not thread-safe. What is written is not checked for balance; shapes do that by construction.
/// </summary>
public sealed class WireWriter(WireFormat format) : IDisposable
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        Enumerable.Range(0x20, 0x7F - 0x20).Where(c => c is not ('"' or '\\')).Select(c => (byte)c).ToArray());

    private const int FirstSize = 1024;

    private byte[] _bytes = [];
    private int _length;
    private bool _comma;

    public WireFormat Format => format;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    private bool IsJson => format == WireFormat.Json;

    /// <summary>Takes room for so much more at once; what is written may be less or more.</summary>
    public void Expect(int bytes) => Room(bytes);

    public void StartMap() => Start((byte)'{', 0xBF);

    public void EndMap() => End((byte)'}');

    public void StartList() => Start((byte)'[', 0x9F);

    public void EndList() => End((byte)']');

    /// <summary>A member's name; ASCII without characters that JSON escapes.</summary>
    public void Name(ReadOnlySpan<byte> name)
    {
        Utf8(name);
        if (!IsJson) return;
        Raw((byte)':');
        _comma = false;
    }

    /// <summary>A name that comes from outside, such as a tag's key.</summary>
    public void NameText(string name)
    {
        String(name);
        if (!IsJson) return;
        Raw((byte)':');
        _comma = false;
    }

    public void String(string text)
    {
        Span<byte> small = stackalloc byte[256];
        if (Encoding.UTF8.TryGetBytes(text, small, out var count)) Utf8(small[..count]);
        else Utf8(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>A string of valid UTF-8.</summary>
    public void Utf8(ReadOnlySpan<byte> text)
    {
        if (!IsJson)
        {
            Head(3, (ulong)text.Length);
            Raw(text);
            return;
        }

        Separate();
        Raw((byte)'"');
        if (text.ContainsAnyExcept(Plain)) Escaped(text);
        else Raw(text);
        Raw((byte)'"');
    }

    public void Blob(ReadOnlySpan<byte> data)
    {
        if (!IsJson)
        {
            Head(2, (ulong)data.Length);
            Raw(data);
            return;
        }

        Separate();
        Raw((byte)'"');
        var room = Room(Base64.GetMaxEncodedToUtf8Length(data.Length));
        Base64.EncodeToUtf8(data, room, out _, out var written);
        _length += written;
        Raw((byte)'"');
    }

    public void Long(long value)
    {
        if (!IsJson)
        {
            if (value >= 0) Head(0, (ulong)value);
            else Head(1, (ulong)~value);
            return;
        }

        Separate();
        value.TryFormat(Room(20), out var written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    public void Double(double value)
    {
        if (!IsJson)
        {
            Raw(0xFB);
            System.Buffers.Binary.BinaryPrimitives.WriteDoubleBigEndian(Room(8), value);
            _length += 8;
            return;
        }

        Separate();
        value.TryFormat(Room(32), out var written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    public void Boolean(bool value)
    {
        if (!IsJson)
        {
            Raw((byte)(value ? 0xF5 : 0xF4));
            return;
        }

        Separate();
        Raw(value ? "true"u8 : "false"u8);
    }

    /// <summary>A point in time: seconds with at most three decimals in JSON, tagged milliseconds in CBOR.</summary>
    public void Timestamp(long epochMilliseconds)
    {
        if (!IsJson)
        {
            Raw(0xC1);
            Long(epochMilliseconds);
            return;
        }

        var (seconds, rest) = Math.DivRem(epochMilliseconds, 1000);
        Long(seconds);
        if (rest == 0) return;
        Invariant.That(rest > 0);
        Raw((byte)'.');
        var digits = rest % 100 == 0 ? rest / 100 : rest % 10 == 0 ? rest / 10 : rest;
        digits.TryFormat(Room(3), out var written, rest % 100 == 0 ? "D1" : rest % 10 == 0 ? "D2" : "D3", CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>Gives the memory back. The writer is empty, and may write anew.</summary>
    public void Dispose()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _length = 0;
        _comma = false;
    }

    private void Start(byte json, byte cbor)
    {
        if (IsJson)
        {
            Separate();
            Raw(json);
            _comma = false;
        }
        else
        {
            Raw(cbor);
        }
    }

    private void End(byte json)
    {
        Raw(IsJson ? json : (byte)0xFF);
        _comma = true;
    }

    private void Separate()
    {
        if (_comma) Raw((byte)',');
        _comma = true;
    }

    private void Escaped(ReadOnlySpan<byte> text)
    {
        foreach (var value in text)
        {
            switch (value)
            {
                case (byte)'"': Raw("\\\""u8); break;
                case (byte)'\\': Raw("\\\\"u8); break;
                case (byte)'\n': Raw("\\n"u8); break;
                case (byte)'\r': Raw("\\r"u8); break;
                case (byte)'\t': Raw("\\t"u8); break;
                case < 0x20 or 0x7F: Raw(Encoding.ASCII.GetBytes($"\\u{value:x4}")); break;
                default: Raw(value); break;
            }
        }
    }

    private void Head(int major, ulong argument)
    {
        var room = Room(9);
        var width = argument switch { < 24 => 0, <= byte.MaxValue => 1, <= ushort.MaxValue => 2, <= uint.MaxValue => 4, _ => 8 };
        var info = width switch { 0 => (int)argument, 1 => 24, 2 => 25, 4 => 26, _ => 27 };
        room[0] = (byte)((major << 5) | info);
        for (var i = 0; i < width; i++) room[1 + i] = (byte)(argument >> (8 * (width - 1 - i)));
        _length += 1 + width;
    }

    private void Raw(byte value)
    {
        if (_length == _bytes.Length) Room(1);
        _bytes[_length++] = value;
    }

    private void Raw(ReadOnlySpan<byte> values)
    {
        values.CopyTo(Room(values.Length));
        _length += values.Length;
    }

    private Span<byte> Room(int count)
    {
        if (_bytes.Length - _length < count)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstSize, Math.Max(_length + count, _bytes.Length * 2)));
            _bytes.AsSpan(0, _length).CopyTo(larger);
            if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        return _bytes.AsSpan(_length);
    }
}
