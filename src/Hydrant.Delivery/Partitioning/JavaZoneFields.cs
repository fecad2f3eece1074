using System.Globalization;
using System.Text;
using NodaTime;

namespace Hydrant.Delivery.Partitioning;

/// <summary>The letters of a <see cref="JavaDatePattern"/> that print the zone or its offset from UTC.</summary>
internal static class JavaZoneFields
{
    public static void Append(StringBuilder target, ZonedDateTime time, char letter, int count)
    {
        switch (letter, count)
        {
            case ('v', _) or ('z', 4): target.Append(count == 4 ? "Coordinated Universal Time" : "UTC"); break;
            case ('z', _): target.Append(time.Zone.GetZoneInterval(time.ToInstant()).Name); break;
            case ('O', _) or ('Z', 4): Localized(target, time.Offset, full: count == 4); break;
            case ('Z', 5): Iso(target, time.Offset, count, zero: "Z"); break;
            case ('Z', _): Iso(target, time.Offset, 2, zero: null); break;
            default: Iso(target, time.Offset, count, zero: letter == 'X' ? "Z" : null); break;
        }
    }

    /// <summary><c>GMT+5:30</c> or <c>GMT+05:30</c>; <c>GMT</c> alone without an offset.</summary>
    private static void Localized(StringBuilder target, Offset offset, bool full)
    {
        target.Append("GMT");
        if (offset == Offset.Zero) return;

        var (hours, minutes, seconds) = Parts(offset);
        target.Append(Sign(offset));
        target.Append(full ? Two(hours) : hours.ToString(CultureInfo.InvariantCulture));
        if (full || minutes != 0 || seconds != 0) target.Append(':').Append(Two(minutes));
        if (seconds != 0) target.Append(':').Append(Two(seconds));
    }

    /// <summary>
    /// Count 1: <c>+05</c> or <c>+0530</c>, 2: <c>+0530</c>, 3: <c>+05:30</c>, 4 and 5: the same with seconds if any.
    /// </summary>
    private static void Iso(StringBuilder target, Offset offset, int count, string? zero)
    {
        if (offset == Offset.Zero && zero is not null)
        {
            target.Append(zero);
            return;
        }

        var (hours, minutes, seconds) = Parts(offset);
        var colon = count is 3 or 5 ? ":" : "";
        target.Append(Sign(offset)).Append(Two(hours));
        if (count > 1 || minutes != 0) target.Append(colon).Append(Two(minutes));
        if (count > 3 && seconds != 0) target.Append(colon).Append(Two(seconds));
    }

    private static (int Hours, int Minutes, int Seconds) Parts(Offset offset)
    {
        var seconds = Math.Abs(offset.Seconds);
        return (seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private static char Sign(Offset offset) => offset.Seconds < 0 ? '-' : '+';

    private static string Two(int value) => value.ToString("D2", CultureInfo.InvariantCulture);
}
