using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hydrant.Formats.Json;

/// <summary>
/// A number as it stands in the text: mantissa times ten to the power of the exponent. <see cref="IsExact"/> is false
/// when it has too many digits for the mantissa; conversions then read <see cref="Text"/> again.
/// </summary>
internal ref struct JsonNumber
{
    private const int MaxExponent = 100_000;

    // Longer texts fit no whole number and no decimal; so much arithmetic they may cost, no more.
    private const int MaxExactLength = 400;
    private static readonly double[] Powers =
        [.. Enumerable.Range(0, 23).Select(power =>
        double.Parse($"1e{power}", CultureInfo.InvariantCulture))];

    public ReadOnlySpan<byte> Text;
    public ulong Mantissa;
    public int Exponent;
    public bool IsNegative;
    public bool IsExact;

    /// <summary>Takes a number of JSON's grammar; <paramref name="at"/> moves only when there is one.</summary>
    public static bool TryScan(ReadOnlySpan<byte> json, ref int at, out JsonNumber number)
    {
        number = default;
        var start = at;
        var i = at;
        if ((uint)i < (uint)json.Length && json[i] == (byte)'-')
        {
            number.IsNegative = true;
            i++;
        }

        var first = i;
        var mantissa = 0UL;
        for (; (uint)i < (uint)json.Length && (uint)(json[i] - '0') <= 9; i++)
            mantissa = (mantissa * 10) + (uint)(json[i] - '0');
        var digits = i - first;
        if (digits == 0 || (digits > 1 && json[first] == (byte)'0')) return false;
        if ((uint)i < (uint)json.Length && (json[i] == (byte)'.' || (json[i] | 0x20) == 'e'))
        {
            if (!TryScanRest(json, ref i, ref mantissa, ref digits, ref number.Exponent)) return false;
        }

        number.Mantissa = mantissa;
        number.IsExact = digits <= 19;
        number.Text = json[start..i];
        at = i;
        return true;
    }

    /// <summary>The whole number it is; a fraction of zeroes is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryLong(out long value)
    {
        if (!IsExact || Exponent != 0 || Mantissa > long.MaxValue) return TrySlowLong(out value);
        value = IsNegative ? -(long)Mantissa : (long)Mantissa;
        return true;
    }

    /// <summary>The nearest double; infinite when it is too large.</summary>
    public readonly double ToDouble()
    {
        // Both factors are exact, so that the one rounding of the operation is the right one.
        if (IsExact && Mantissa <= 1UL << 53 && Exponent is >= -22 and <= 22)
        {
            double value = Mantissa;
            value = Exponent < 0 ? value / Powers[-Exponent] : value * Powers[Exponent];
            return IsNegative ? -value : value;
        }

        return double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>The nearest float; infinite when it is too large.</summary>
    public readonly float ToFloat()
    {
        if (IsExact && Mantissa <= 1UL << 24 && Exponent is >= -10 and <= 10)
        {
            float value = Mantissa;
            value = Exponent < 0 ? value / (float)Powers[-Exponent] : value * (float)Powers[Exponent];
            return IsNegative ? -value : value;
        }

        return float.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The number times ten to the power of <paramref name="scale"/>, halves away from zero; false when that has more
    /// than <paramref name="precision"/> digits.
    /// </summary>
    public readonly bool TryDecimal(int precision, int scale, out Int128 unscaled)
    {
        unscaled = 0;
        if (Text.Length > MaxExactLength) return false;
        var (mantissa, exponent) = IsExact ? (Mantissa, Exponent) : Exact();
        if (mantissa.IsZero) return true;
        var shift = exponent + scale;
        if (shift > 38) return false;
        if (shift < 0)
        {
            if (shift < -(mantissa.GetBitLength() + 40)) return true;
            var divisor = BigInteger.Pow(10, -shift);
            mantissa = (mantissa + (divisor / 2)) / divisor;
        }
        else
        {
            mantissa *= BigInteger.Pow(10, shift);
        }

        if (mantissa >= BigInteger.Pow(10, precision)) return false;
        unscaled = IsNegative ? -(Int128)mantissa : (Int128)mantissa;
        return true;
    }

    private static bool TryScanRest(
        ReadOnlySpan<byte> json, ref int i, ref ulong mantissa, ref int digits, ref int exponent)
    {
        if (digits == 1 && mantissa == 0) digits = 0;
        if (json[i] == (byte)'.')
        {
            var first = ++i;
            for (; (uint)i < (uint)json.Length && (uint)(json[i] - '0') <= 9; i++)
            {
                mantissa = (mantissa * 10) + (uint)(json[i] - '0');
                if (mantissa != 0 || digits > 19) digits++;
            }

            if (i == first) return false;
            exponent = first - i;
        }

        if ((uint)i >= (uint)json.Length || (json[i] | 0x20) != 'e') return true;
        i++;
        var negative = false;
        if ((uint)i < (uint)json.Length && json[i] is (byte)'+' or (byte)'-') negative = json[i++] == (byte)'-';
        var from = i;
        var power = 0;
        for (; (uint)i < (uint)json.Length && (uint)(json[i] - '0') <= 9; i++)
            power = Math.Min((power * 10) + (json[i] - '0'), MaxExponent);
        exponent += negative ? -power : power;
        return i > from;
    }

    private readonly bool TrySlowLong(out long value)
    {
        value = 0;
        if (Text.Length > MaxExactLength) return false;
        var (mantissa, exponent) = IsExact ? (Mantissa, Exponent) : Exact();
        if (mantissa.IsZero) return true;
        if (exponent > 19 || exponent < -mantissa.GetBitLength()) return false;
        if (exponent < 0)
        {
            mantissa = BigInteger.DivRem(mantissa, BigInteger.Pow(10, -exponent), out var rest);
            if (!rest.IsZero) return false;
        }
        else
        {
            mantissa *= BigInteger.Pow(10, exponent);
        }

        if (IsNegative) mantissa = -mantissa;
        if (mantissa < long.MinValue || mantissa > long.MaxValue) return false;
        value = (long)mantissa;
        return true;
    }

    // A mantissa of any length; the exponent was right all the time.
    private readonly (BigInteger Mantissa, int Exponent) Exact()
    {
        var mantissa = BigInteger.Zero;
        foreach (var value in Text)
        {
            if ((value | 0x20) == 'e') break;
            if ((uint)(value - '0') <= 9) mantissa = (mantissa * 10) + (value - '0');
        }

        return (mantissa, Exponent);
    }
}
