using System.Globalization;
using System.Text;

namespace Hydrant.Jq.Builtins;

/// <summary>C's patterns for times, in the C locale and UTC.</summary>
internal static class Strftime
{
    public static string Print(DateTime time, string format)
    {
        var text = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length) text.Append(format[i]);
            else Field(time, format[++i], text);
        }

        return text.ToString();
    }

    private static void Field(DateTime time, char field, StringBuilder text)
    {
        var day = (int)time.DayOfWeek;
        var week = ISOWeek.GetWeekOfYear(time);
        var simple = field switch
        {
            'A' => "dddd",
            'a' => "ddd",
            'B' => "MMMM",
            'b' or 'h' => "MMM",
            'd' => "dd",
            'H' => "HH",
            'I' => "hh",
            'M' => "mm",
            'm' => "MM",
            'S' => "ss",
            'p' => "tt",
            'F' => "yyyy-MM-dd",
            'T' or 'X' => "HH:mm:ss",
            'R' => "HH:mm",
            'D' or 'x' => "MM/dd/yy",
            'r' => "hh:mm:ss tt",
            'y' => "yy",
            _ => null,
        };
        if (simple is not null)
        {
            text.Append(time.ToString(simple.Length == 1 ? "%" + simple : simple, CultureInfo.InvariantCulture));
            return;
        }

        _ = field switch
        {
            'Y' => text.Append(time.Year),
            'C' => text.Append(CultureInfo.InvariantCulture, $"{time.Year / 100:00}"),
            'G' => text.Append(ISOWeek.GetYear(time)),
            'g' => text.Append(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(time) % 100:00}"),
            'V' => text.Append(CultureInfo.InvariantCulture, $"{week:00}"),
            'U' => text.Append(CultureInfo.InvariantCulture, $"{(time.DayOfYear - 1 + 7 - day) / 7:00}"),
            'W' => text.Append(CultureInfo.InvariantCulture, $"{(time.DayOfYear - 1 + 7 - ((day + 6) % 7)) / 7:00}"),
            'j' => text.Append(CultureInfo.InvariantCulture, $"{time.DayOfYear:000}"),
            'e' => text.Append(CultureInfo.InvariantCulture, $"{time.Day,2}"),
            'k' => text.Append(CultureInfo.InvariantCulture, $"{time.Hour,2}"),
            'l' => text.Append(CultureInfo.InvariantCulture, $"{((time.Hour + 11) % 12) + 1,2}"),
            'P' => text.Append(time.Hour < 12 ? "am" : "pm"),
            'u' => text.Append(day == 0 ? 7 : day),
            'w' => text.Append(day),
            's' => text.Append((long)(time - DateTime.UnixEpoch).TotalSeconds),
            'Z' => text.Append("UTC"),
            'z' => text.Append("+0000"),
            'n' => text.Append('\n'),
            't' => text.Append('\t'),
            '%' => text.Append('%'),
            'c' => text.Append(Print(time, "%a %b %e %H:%M:%S %Y")),
            _ => text.Append('%').Append(field),
        };
    }
}
