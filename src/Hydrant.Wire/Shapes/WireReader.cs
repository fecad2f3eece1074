using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Hydrant.Wire.Cbor;

namespace Hydrant.Wire.Shapes;

/// <summary>
/// Walks the tokens of a request body, JSON or CBOR, over one contiguous span and without allocating. Anything that is
/// not well-formed throws <see cref="WireSyntaxException"/>.
/// </summary>
public ref struct WireReader
{
    private const int MaxDepth = 64;

    private readonly WireFormat _format;
    private Utf8JsonReader _json;
    private CborReader _cbor;

    public WireReader(ReadOnlySpan<byte> body, WireFormat format)
    {
        _format = format;
        BodyLength = body.Length;
        if (format == WireFormat.Json) _json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
        else _cbor = new CborReader(body, MaxDepth);
    }

    /// <summary>Bytes of the whole body, to guess the size of what it holds.</summary>
    public int BodyLength { get; }

    public WireToken Token { get; private set; }

    /// <summary>Steps to the next token; false behind the last one, when nothing but white space may follow.</summary>
    public bool Read()
    {
        if (_format == WireFormat.Cbor)
        {
            Token = _cbor.Read();
            return Token != WireToken.None;
        }

        try
        {
            Token = _json.Read() ? Of(_json.TokenType) : WireToken.None;
        }
        catch (JsonException wrong)
        {
            throw new WireSyntaxException("The body is not JSON.", wrong);
        }

        return Token != WireToken.None;
    }

    /// <summary>Whether the name under the reader is this one.</summary>
    public readonly bool NameIs(ReadOnlySpan<byte> utf8) =>
        _format == WireFormat.Json ? _json.ValueTextEquals(utf8) : _cbor.Value.SequenceEqual(utf8);

    /// <summary>The text of the string or name under the reader.</summary>
    public string GetString()
    {
        if (_format == WireFormat.Cbor) return Encoding.UTF8.GetString(_cbor.Value);
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException wrong)
        {
            throw new WireSyntaxException("A string is not UTF-8.", wrong);
        }
    }

    /// <summary>The UTF-8 bytes of the string under the reader; they stand in the body itself unless it has escapes.</summary>
    public ReadOnlySpan<byte> GetUtf8()
    {
        if (_format == WireFormat.Cbor) return _cbor.Value;
        if (_json.ValueIsEscaped) return Encoding.UTF8.GetBytes(GetString());
        return Utf8.IsValid(_json.ValueSpan) ? _json.ValueSpan : throw new WireSyntaxException("A string is not UTF-8.");
    }

    /// <summary>The bytes of the blob under the reader, still in their encoding.</summary>
    public WireBlob GetBlob() => Token switch
    {
        WireToken.Bytes => new WireBlob(_cbor.Value, isBase64: false),
        WireToken.String => new WireBlob(GetUtf8(), isBase64: true),
        _ => throw WireTypes.NotABlob(Token),
    };

    /// <summary>The number under the reader, its fraction cut, clipped to 64 bits.</summary>
    public readonly long GetLong()
    {
        if (_format == WireFormat.Cbor) return _cbor.Number;
        if (_json.TryGetInt64(out var whole)) return whole;
        return Clip(Math.Floor(_json.GetDouble()));
    }

    /// <summary>The number under the reader, with its fraction.</summary>
    public readonly double GetDouble() => _format == WireFormat.Cbor ? _cbor.Real : _json.GetDouble();

    /// <summary>The point in time under the reader: seconds with a fraction in JSON, whole milliseconds in CBOR.</summary>
    public readonly long GetEpochMilliseconds()
    {
        if (_format == WireFormat.Cbor) return _cbor.Number;
        return _json.TryGetDecimal(out var seconds) && Math.Abs(seconds) < 1e15m
            ? (long)decimal.Floor(seconds * 1000)
            : Clip(Math.Floor(_json.GetDouble() * 1000));
    }

    /// <summary>Steps over the value under the reader, to its last token.</summary>
    public void Skip()
    {
        if (Token is not (WireToken.StartMap or WireToken.StartList)) return;
        for (var depth = 1; depth > 0;)
        {
            if (!Read()) throw new WireSyntaxException("The body ends inside a value.");
            if (Token is WireToken.StartMap or WireToken.StartList) depth++;
            if (Token is WireToken.EndMap or WireToken.EndList) depth--;
        }
    }

    /// <summary>Steps over the whole body, to learn whether it is well-formed and a map or list.</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> body, WireFormat format)
    {
        try
        {
            var reader = new WireReader(body, format);
            if (!reader.Read() || reader.Token is not (WireToken.StartMap or WireToken.StartList)) return false;
            reader.Skip();
            return !reader.Read();
        }
        catch (WireSyntaxException)
        {
            return false;
        }
    }

    private static long Clip(double value) => double.IsNaN(value) ? 0 : (long)Math.Clamp(value, long.MinValue, long.MaxValue);

    private static WireToken Of(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => WireToken.StartMap,
        JsonTokenType.EndObject => WireToken.EndMap,
        JsonTokenType.StartArray => WireToken.StartList,
        JsonTokenType.EndArray => WireToken.EndList,
        JsonTokenType.PropertyName => WireToken.Name,
        JsonTokenType.String => WireToken.String,
        JsonTokenType.Number => WireToken.Number,
        JsonTokenType.True => WireToken.True,
        JsonTokenType.False => WireToken.False,
        JsonTokenType.Null => WireToken.Null,
        _ => WireToken.None,
    };
}
