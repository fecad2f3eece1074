using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Hydrant.Core;

namespace Hydrant.Formats.Json;

/// <summary>The escapes of JSON's strings.</summary>
internal static class JsonEscapes
{
    public static bool AreGood(ReadOnlySpan<byte> text)
    {
        var room = ArrayPool<byte>.Shared.Rent(text.Length);
        var good = TryUnescape(text, room, out _);
        ArrayPool<byte>.Shared.Return(room);
        return good;
    }

    /// <summary>Writes what the text means. Half of a surrogate pair becomes U+FFFD.</summary>
    /// <param name="text">Valid UTF-8 with escapes, good or bad.</param>
    /// <param name="output">At least as long as the text: no escape grows.</param>
    public static bool TryUnescape(ReadOnlySpan<byte> text, Span<byte> output, out int written)
    {
        Invariant.That(output.Length >= text.Length);
        written = 0;
        while (true)
        {
            var plain = text.IndexOf((byte)'\\');
            if (plain < 0) break;
            text[..plain].CopyTo(output[written..]);
            written += plain;
            text = text[plain..];
            if (text.Length < 2) return false;
            if (text[1] == (byte)'u')
            {
                if (!TryCodePoint(text, out var rune, out var taken)) return false;
                written += rune.EncodeToUtf8(output[written..]);
                text = text[taken..];
                continue;
            }

            if (Meaning(text[1]) is not { } meaning) return false;
            output[written++] = meaning;
            text = text[2..];
        }

        text.CopyTo(output[written..]);
        written += text.Length;
        return true;
    }

    private static byte? Meaning(byte letter) => letter switch
    {
        (byte)'"' or (byte)'\\' or (byte)'/' => letter,
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => null,
    };

    private static bool TryCodePoint(ReadOnlySpan<byte> text, out Rune rune, out int taken)
    {
        rune = Rune.ReplacementChar;
        taken = 6;
        if (!TryUnit(text, out var unit)) return false;
        if (char.IsHighSurrogate(unit) && TryUnit(text[6..], out var low) && char.IsLowSurrogate(low))
        {
            rune = new Rune(unit, low);
            taken = 12;
        }
        else if (!char.IsSurrogate(unit))
        {
            rune = new Rune(unit);
        }

        return true;
    }

    private static bool TryUnit(ReadOnlySpan<byte> text, out char unit)
    {
        unit = default;
        if (text.Length < 6 || text[0] != (byte)'\\' || text[1] != (byte)'u') return false;
        if (!Utf8Parser.TryParse(text[2..6], out ushort value, out var consumed, 'x') || consumed != 4) return false;
        unit = (char)value;
        return true;
    }
}
