using NodaTime;

namespace Hydrant.Delivery.Partitioning;

/// <summary>
/// English texts of a <see cref="JavaDatePattern"/>: 3 letters are the short form, 4 the long one, 5 the narrow one.
/// </summary>
internal static class JavaDateNames
{
    private const int Short = 3;
    private const int Narrow = 5;

    private static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ];

    private static readonly string[] Ordinals = ["1st", "2nd", "3rd", "4th"];

    public static string Era(int count) => count switch { <= Short => "AD", Narrow => "A", _ => "Anno Domini" };

    public static string Month(int month, int count) => Abbreviate(Months[month - 1], count);

    public static string Day(IsoDayOfWeek day, int count) => Abbreviate(day.ToString(), count);

    public static string Quarter(int quarter, int count) => count switch
    {
        Short => $"Q{quarter}",
        Narrow => $"{quarter}",
        _ => $"{Ordinals[quarter - 1]} quarter",
    };

    /// <summary>The period of the day as English has it; midnight and noon are those minutes alone.</summary>
    public static string DayPeriod(int hour, int minute) => (hour, minute) switch
    {
        (0, 0) => "midnight",
        (12, 0) => "noon",
        ( >= 6 and < 12, _) => "in the morning",
        ( >= 12 and < 18, _) => "in the afternoon",
        ( >= 18 and < 21, _) => "in the evening",
        _ => "at night",
    };

    private static string Abbreviate(string name, int count) => count switch
    {
        Short => name[..3],
        Narrow => name[..1],
        _ => name,
    };
}
