using System.Globalization;
using System.Text;

namespace Hydrant.Jq.Json;

/// <summary>The inside of a JSON string, to text. What is no Unicode becomes U+FFFD, as in jq.</summary>
internal static class JsonText
{
    public static string Decode(ReadOnlySpan<byte> inside) =>
        inside.Contains((byte)'\\') ? Unescape(inside) : Encoding.UTF8.GetString(inside);

    public static string Unescape(ReadOnlySpan<byte> inside)
    {
        var text = new StringBuilder(inside.Length);
        while (!inside.IsEmpty)
        {
            var plain = inside.IndexOf((byte)'\\');
            if (plain < 0) plain = inside.Length;
            text.Append(Encoding.UTF8.GetString(inside[..plain]));
            inside = inside[plain..];
            if (inside.Length < 2) break;
            inside = inside[Escape(inside, text)..];
        }

        return text.ToString();
    }

    /// <summary>Lone surrogates have no UTF-8; they are replaced before anybody measures or writes them.</summary>
    public static string Repair(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0) return text;
        var fixedText = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) fixedText.Append(rune.ToString());
        return fixedText.ToString();
    }

    private static int Escape(ReadOnlySpan<byte> at, StringBuilder text)
    {
        if (at[1] != 'u')
        {
            text.Append(at[1] switch
            {
                (byte)'n' => '\n',
                (byte)'t' => '\t',
                (byte)'r' => '\r',
                (byte)'b' => '\b',
                (byte)'f' => '\f',
                _ => (char)at[1],
            });
            return 2;
        }

        var unit = Unit(at);
        if (unit < 0)
        {
            text.Append('\ufffd');
            return at.Length;
        }

        if (!char.IsSurrogate((char)unit))
        {
            text.Append((char)unit);
            return 6;
        }

        var low = at.Length >= 12 && at[6] == '\\' && at[7] == 'u' ? Unit(at[6..]) : -1;
        if (char.IsHighSurrogate((char)unit) && low >= 0 && char.IsLowSurrogate((char)low))
        {
            text.Append((char)unit).Append((char)low);
            return 12;
        }

        text.Append('\ufffd');
        return 6;
    }

    private static int Unit(ReadOnlySpan<byte> at) =>
        at.Length >= 6 && ushort.TryParse(at[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? unit
            : -1;
}
