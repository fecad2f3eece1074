using System.Globalization;
using System.Text;

namespace Hydrant.Jq.Json;

/// <summary>
/// Numbers as jq 1.6 prints them: the fewest digits (17 at most) that read back as the same double, an exponent
/// of two digits or more below 1e-4 or once more than 15 zeros would follow the digits; no infinity, no NaN.
/// </summary>
internal static class JsonNumber
{
    private const int MaxLength = 48;

    public static string Format(double number)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        return Encoding.ASCII.GetString(text[..Format(number, text)]);
    }

    /// <summary>Writes the number, and says how long it is: 48 bytes at most.</summary>
    public static int Format(double number, Span<byte> to)
    {
        if (double.IsNaN(number)) return Put("null"u8, to);
        if (double.IsInfinity(number)) number = number > 0 ? double.MaxValue : double.MinValue;
        if (number == Math.Truncate(number) && Math.Abs(number) < 1e15 && !(number == 0 && double.IsNegative(number)))
        {
            ((long)number).TryFormat(to, out var written, default, CultureInfo.InvariantCulture);
            return written;
        }

        Span<byte> shortest = stackalloc byte[32];
        number.TryFormat(shortest, out var length, "R", CultureInfo.InvariantCulture);
        return Arrange(shortest[..length], to);
    }

    // .NET chooses its own places for the point and the exponent; only its digits are used.
    private static int Arrange(ReadOnlySpan<byte> shortest, Span<byte> to)
    {
        Span<byte> digits = stackalloc byte[32];
        var at = 0;
        var count = 0;
        var point = int.MinValue;
        var exponent = 0;
        var negative = shortest[0] == '-';
        for (var i = negative ? 1 : 0; i < shortest.Length; i++)
        {
            var c = shortest[i];
            if (c == '.') point = count;
            else if (c == 'E')
            {
                exponent = int.Parse(shortest[(i + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
                break;
            }
            else digits[count++] = c;
        }

        var decimalPoint = (point == int.MinValue ? count : point) + exponent;
        var zeros = 0;
        while (zeros < count - 1 && digits[zeros] == '0') zeros++;
        decimalPoint -= zeros;
        var used = digits[zeros..count].TrimEnd((byte)'0');
        if (negative) to[at++] = (byte)'-';
        if (used.IsEmpty)
        {
            to[at++] = (byte)'0';
            return at;
        }

        return at + (decimalPoint <= -4 || decimalPoint > used.Length + 15
            ? Scientific(used, decimalPoint - 1, to[at..])
            : Plain(used, decimalPoint, to[at..]));
    }

    private static int Scientific(ReadOnlySpan<byte> digits, int exponent, Span<byte> to)
    {
        var at = 0;
        to[at++] = digits[0];
        if (digits.Length > 1)
        {
            to[at++] = (byte)'.';
            at += Put(digits[1..], to[at..]);
        }

        to[at++] = (byte)'e';
        to[at++] = exponent < 0 ? (byte)'-' : (byte)'+';
        Math.Abs(exponent).TryFormat(to[at..], out var written, "00", CultureInfo.InvariantCulture);
        return at + written;
    }

    private static int Plain(ReadOnlySpan<byte> digits, int point, Span<byte> to)
    {
        var at = 0;
        if (point <= 0)
        {
            at += Put("0."u8, to);
            for (var i = point; i < 0; i++) to[at++] = (byte)'0';
            return at + Put(digits, to[at..]);
        }

        for (var i = 0; i < Math.Max(point, digits.Length); i++)
        {
            if (i == point) to[at++] = (byte)'.';
            to[at++] = i < digits.Length ? digits[i] : (byte)'0';
        }

        return at;
    }

    private static int Put(ReadOnlySpan<byte> text, Span<byte> to)
    {
        text.CopyTo(to);
        return text.Length;
    }
}
