using System.Text;

namespace Hydrant.Formats.Orc.Statistics;

/// <summary>
/// A text kept as its bytes, in a buffer that is used again. Of a long one only what tells that it is long is kept: the
/// rest would not be written, and two that begin alike give the same bound.
/// </summary>
internal sealed class TextBound
{
    private const int MaxLength = 1_024;
    private const int MaxKept = MaxLength + 1;

    private byte[] _bytes = [];
    private int _length;

    public ReadOnlySpan<byte> Value => _bytes.AsSpan(0, _length);

    public bool IsLong => _length > MaxLength;

    /// <summary>The code points that fit the most that is written.</summary>
    public ReadOnlySpan<byte> Start
    {
        get
        {
            var length = MaxLength;
            while (length > 0 && (_bytes[length] & 0xC0) == 0x80) length--;
            return _bytes.AsSpan(0, length);
        }
    }

    public void Set(ReadOnlySpan<byte> value)
    {
        value = value[..Math.Min(value.Length, MaxKept)];
        if (_bytes.Length < value.Length) _bytes = new byte[Math.Max(value.Length, 2 * _bytes.Length)];
        value.CopyTo(_bytes);
        _length = value.Length;
    }

    /// <summary>The least text that is above all that begin like this one; empty when there is none.</summary>
    public byte[] RaisedStart()
    {
        for (var start = Start; !start.IsEmpty;)
        {
            if (Rune.DecodeLastFromUtf8(start, out var rune, out var length) != System.Buffers.OperationStatus.Done)
                return [];
            start = start[..^length];
            var next = rune.Value == 0xD7FF ? 0xE000 : rune.Value + 1;
            if (!Rune.TryCreate(next, out var raised)) continue;
            Span<byte> encoded = stackalloc byte[4];
            return [.. start, .. encoded[..raised.EncodeToUtf8(encoded)]];
        }

        return [];
    }
}
