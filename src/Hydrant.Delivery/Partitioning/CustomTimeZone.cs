using Hydrant.Core;
using NodaTime;

namespace Hydrant.Delivery.Partitioning;

/// <summary>The zone in which a destination's timestamps are printed.</summary>
public static class CustomTimeZone
{
    /// <summary>UTC for nothing or an empty name, else the zone of the IANA database with that name.</summary>
    public static Outcome<DateTimeZone> Find(string? name)
    {
        if (string.IsNullOrEmpty(name) || name is "UTC") return DateTimeZone.Utc;
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is { } zone
            ? zone
            : Fault.InvalidArgument($"CustomTimeZone {name} is not a time zone of the IANA database.");
    }
}
