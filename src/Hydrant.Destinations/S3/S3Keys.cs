using Hydrant.Core;
using Hydrant.Delivery.Partitioning;
using Hydrant.Delivery.Staging;
using NodaTime;

namespace Hydrant.Destinations.S3;

/// <summary>The keys of a destination's objects.</summary>
/// <param name="stream">The delivery stream's name.</param>
/// <param name="versionId">The delivery stream's version.</param>
/// <param name="parts">What the settings mean.</param>
/// <param name="ids">Makes what is random in keys.</param>
internal sealed class S3Keys(string stream, int versionId, S3Parts parts, IIdSource ids)
{
    /// <summary>When an object's oldest record arrived, in the zone of the destination.</summary>
    public ZonedDateTime TimeOf(long arrivedAtMs) => Instant.FromUnixTimeMilliseconds(arrivedAtMs).InZone(parts.Prefixes.Zone);

    /// <summary>A new key for records of that partition, which has every key that the prefix takes.</summary>
    public string Good(ZonedDateTime arrived, Partition partition) =>
        parts.Prefixes.Prefix.Evaluate(arrived, ids, partition) + ObjectName.Of(stream, versionId, arrived, ids.NewGuid(), parts.Extension);

    /// <summary>A new key for records that failed.</summary>
    /// <param name="arrived">When the oldest of them arrived.</param>
    /// <param name="type">The folder of the error, e.g. <c>processing-failed</c>.</param>
    public string Failed(ZonedDateTime arrived, string type)
    {
        var failed = Partition.Failed(type);
        return parts.Prefixes.ErrorOutputPrefix.Evaluate(arrived, ids, failed)
            + ObjectName.Of(stream, versionId, arrived, ids.NewGuid(), ExtensionOf(failed));
    }

    /// <summary>What keys of a partition end with. What is converted has its format's; what could not be is lines of JSON.</summary>
    public string ExtensionOf(Partition partition) => partition.IsError && parts.IsConverted ? "" : parts.Extension;
}
