using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Hydrant.Wire.Shapes;

/// <summary>A blob as it stands in a body: base64 text in JSON, raw bytes in CBOR. Decoded straight to where it is kept.</summary>
public readonly ref struct WireBlob(ReadOnlySpan<byte> raw, bool isBase64)
{
    private readonly ReadOnlySpan<byte> _raw = raw;

    /// <summary>Room that <see cref="Decode"/> needs, in bytes.</summary>
    public int MaxLength => isBase64 ? _raw.Length / 4 * 3 : _raw.Length;

    /// <summary>Decodes into the target; returns how many bytes it has.</summary>
    /// <exception cref="WireTypeException">The text is not base64, in the words of the service.</exception>
    public int Decode(Span<byte> target)
    {
        if (!isBase64)
        {
            _raw.CopyTo(target);
            return _raw.Length;
        }

        if (_raw.Length % 4 != 0)
            throw Wrong($"Base64 encoded length is expected a multiple of 4 bytes but found: {_raw.Length}");

        if (HasStrayBits()) throw FirstWrong() ?? Wrong("Invalid last non-pad Base64 character dectected");

        var status = Base64.DecodeFromUtf8(_raw, target, out var consumed, out var written);

        // The framework's decoder steps over white space; the service does not.
        if (status != OperationStatus.Done || consumed != _raw.Length || written != ExactLength())
            throw FirstWrong() ?? Wrong("Invalid Base64 character: '='");
        return written;
    }

    private int ExactLength() => _raw switch
    {
        [] => 0,
        [.., (byte)'=', (byte)'='] => MaxLength - 2,
        [.., (byte)'='] => MaxLength - 1,
        _ => MaxLength,
    };

    private bool HasStrayBits() => _raw switch
    {
        [.., var last, (byte)'=', (byte)'='] => (Value(last) & 0xF) != 0,
        [.., var last, (byte)'='] => (Value(last) & 0x3) != 0,
        _ => false,
    };

    private WireTypeException? FirstWrong()
    {
        var body = _raw[..^(_raw.EndsWith("=="u8) ? 2 : _raw.EndsWith("="u8) ? 1 : 0)];
        foreach (var value in body)
        {
            if (Value(value) < 0) return Wrong($"Invalid Base64 character: '{(char)value}'");
        }

        return null;
    }

    private WireTypeException Wrong(string why) =>
        new($"'{Encoding.UTF8.GetString(_raw)}' can not be converted to a Blob: {why}");

    private static int Value(byte symbol) => symbol switch
    {
        >= (byte)'A' and <= (byte)'Z' => symbol - 'A',
        >= (byte)'a' and <= (byte)'z' => symbol - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => symbol - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };
}
