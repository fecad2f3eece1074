using NodaTime;

namespace Hydrant.Delivery.Partitioning;

/// <summary>
/// The two prefixes of a destination with their defaults filled in, and the zone of their timestamps.
/// </summary>
public sealed record PrefixPair(PrefixTemplate Prefix, PrefixTemplate ErrorOutputPrefix, DateTimeZone Zone);
