using System.Buffers;

namespace Hydrant.Delivery.Transforms.Mask;

/// <summary>
/// Card numbers: 13 to 19 digits, in one piece or with single blanks or hyphens between groups, whose last digit is right by
/// Luhn. One begins where a group does and ends where a group does; of several the longest is taken.
/// </summary>
internal sealed class CardMask(string replacement) : MaskPattern
{
    private const int MinDigits = 13;
    private const int MaxDigits = 19;

    public override bool TryMask(ReadOnlySpan<char> text, IBufferWriter<char> target, MaskPatience patience)
    {
        var done = 0;
        var isFound = false;
        for (var i = 0; i < text.Length;)
        {
            var begins = char.IsAsciiDigit(text[i]) && (i == 0 || !char.IsAsciiDigit(text[i - 1]));
            var length = begins ? LengthAt(text[i..]) : 0;
            if (length > 0)
            {
                target.Write(text[done..i]);
                target.Write(replacement);
                done = i + length;
                isFound = true;
            }

            i += Math.Max(length, 1);
        }

        if (isFound) target.Write(text[done..]);
        return isFound;
    }

    // The length of the longest card number at the start of the text; 0 for none.
    private static int LengthAt(ReadOnlySpan<char> text)
    {
        Span<int> digits = stackalloc int[MaxDigits];
        var (count, longest) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                var isBetween = text[i] is ' ' or '-' && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]);
                if (!isBetween) break;
                continue;
            }

            if (count == MaxDigits) break;
            digits[count++] = text[i] - '0';
            var endsGroup = i + 1 == text.Length || !char.IsAsciiDigit(text[i + 1]);
            if (endsGroup && count >= MinDigits && IsRight(digits[..count])) longest = i + 1;
        }

        return longest;
    }

    private static bool IsRight(ReadOnlySpan<int> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] * (i % 2 + 1);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0;
    }
}
