using System.Globalization;
using System.Text;
using Hydrant.Core;
using NodaTime;
using NodaTime.Calendars;

namespace Hydrant.Delivery.Partitioning;

/// <summary>The letters of a <see cref="JavaDatePattern"/>: which counts each takes, and what each prints.</summary>
internal static class JavaDateFields
{
    private const int MaxDigits = 19;
    private const int NanosPerMilli = 1_000_000;

    // Days from the first day of the modified Julian calendar, 17 November 1858, to 1 January 1970.
    private const int UnixEpochModifiedJulian = 40_587;

    /// <summary>
    /// Whether Firehose takes the letter so many times in a row. C I J P R T U V b f i j l o p r t are refused
    /// altogether.
    /// </summary>
    public static bool Allows(char letter, int count) => letter switch
    {
        'a' or 'F' or 'W' => count == 1,
        'd' or 'h' or 'H' or 'k' or 'K' or 'm' or 's' or 'w' => count <= 2,
        'D' => count <= 3,
        'z' => count <= 4,
        'E' or 'G' or 'L' or 'M' or 'Q' or 'q' or 'e' or 'x' or 'X' or 'Z' => count <= 5,
        'c' => count is 1 or 3 or 4 or 5,
        'O' or 'v' => count is 1 or 4,
        'B' => count is 1 or 4 or 5,
        'S' => count <= 9,
        'A' or 'N' or 'Y' or 'g' or 'n' or 'u' or 'y' => count <= MaxDigits,
        _ => false,
    };

    public static void Append(StringBuilder target, ZonedDateTime time, char letter, int count)
    {
        switch (letter)
        {
            case 'G': target.Append(JavaDateNames.Era(count)); break;
            case 'u': Year(target, time.Year, count); break;
            case 'y': Year(target, time.YearOfEra, count); break;
            case 'Y': Year(target, WeekYearRules.Iso.GetWeekYear(time.Date), count); break;
            case 'M' or 'L': Month(target, time.Month, count); break;
            case 'Q' or 'q': Quarter(target, ((time.Month - 1) / 3) + 1, count); break;
            case 'E': target.Append(JavaDateNames.Day(time.DayOfWeek, Math.Max(count, 3))); break;
            case 'e' or 'c': Weekday(target, time.DayOfWeek, count); break;
            case 'a': target.Append(time.Hour < 12 ? "AM" : "PM"); break;
            case 'B': target.Append(JavaDateNames.DayPeriod(time.Hour, time.Minute)); break;
            case 'S': target.Append(Digits(time.NanosecondOfSecond, 9).AsSpan(0, count)); break;
            case 'z' or 'v' or 'O' or 'X' or 'x' or 'Z': JavaZoneFields.Append(target, time, letter, count); break;
            default: target.Append(Digits(Number(time, letter), count)); break;
        }
    }

    private static long Number(ZonedDateTime time, char letter) => letter switch
    {
        'D' => time.DayOfYear,
        'd' => time.Day,
        'F' => ((time.Day - 1) / 7) + 1,
        'w' => WeekYearRules.Iso.GetWeekOfWeekYear(time.Date),
        'W' => WeekOfMonth(time.Date),
        'g' => time.Date.ToDateTimeUnspecified().Subtract(DateTime.UnixEpoch).Days + UnixEpochModifiedJulian,
        'H' => time.Hour,
        'h' => time.ClockHourOfHalfDay,
        'k' => time.Hour == 0 ? 24 : time.Hour,
        'K' => time.Hour % 12,
        'm' => time.Minute,
        's' => time.Second,
        'A' => time.NanosecondOfDay / NanosPerMilli,
        'n' => time.NanosecondOfSecond,
        'N' => time.NanosecondOfDay,
        _ => throw InvariantException.Unreachable(letter),
    };

    /// <summary>
    /// ISO: weeks start on Monday, and the first one of a month has at least four days; days before it are week 0.
    /// </summary>
    private static int WeekOfMonth(LocalDate date)
    {
        var monday = date.Day - (int)date.DayOfWeek + 1;
        return (monday + 6 + 3) / 7;
    }

    private static void Year(StringBuilder target, int year, int count) =>
        target.Append(count == 2 ? Digits(year % 100, 2) : Digits(year, count));

    private static void Month(StringBuilder target, int month, int count) =>
        target.Append(count <= 2 ? Digits(month, count) : JavaDateNames.Month(month, count));

    private static void Quarter(StringBuilder target, int quarter, int count) =>
        target.Append(count <= 2 ? Digits(quarter, count) : JavaDateNames.Quarter(quarter, count));

    private static void Weekday(StringBuilder target, IsoDayOfWeek day, int count) =>
        target.Append(count <= 2 ? Digits((int)day, count) : JavaDateNames.Day(day, count));

    private static string Digits(long value, int width) => value.ToString($"D{width}", CultureInfo.InvariantCulture);
}
