namespace Hydrant.Formats.Json.Times;

/// <summary>Days of the Gregorian calendar, extended to all years, as numbers: 0 is 1970-01-01.</summary>
internal static class CivilDays
{
    private static ReadOnlySpan<byte> Lengths => [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    public static bool Exists(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && (day <= Lengths[month - 1] || (month == 2 && day == 29 && IsLeap(year)));

    /// <summary>The number of a day that exists.</summary>
    public static int Of(int year, int month, int day)
    {
        // Years begin with March, so that the odd day comes last; 400 of them are always 146,097 days.
        var shifted = month > 2 ? year : year - 1;
        var era = (shifted >= 0 ? shifted : shifted - 399) / 400;
        var yearOfEra = shifted - (era * 400);
        var dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146_097) + dayOfEra - 719_468;
    }

    public static bool IsLeap(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}
