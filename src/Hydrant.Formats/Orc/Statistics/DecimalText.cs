using System.Globalization;

namespace Hydrant.Formats.Orc.Statistics;

/// <summary>
/// A decimal as text without zeros at the end of its fraction, as statistics and Bloom filters hold it.
/// </summary>
internal static class DecimalText
{
    public static string Of(Int128 unscaled, int scale)
    {
        for (; scale > 0 && unscaled % 10 == 0; scale--) unscaled /= 10;
        var digits = Int128.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        var text = scale == 0 ? digits : $"{digits[..^scale]}.{digits[^scale..]}";
        return unscaled < 0 ? "-" + text : text;
    }
}
