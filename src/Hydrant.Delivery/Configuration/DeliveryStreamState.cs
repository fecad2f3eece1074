using System.Collections.Immutable;
using Hydrant.Core;

namespace Hydrant.Delivery.Configuration;

/// <summary>
/// All there is to know of a delivery stream at one moment. Immutable; a change is a new state, which is what the
/// catalogue keeps.
/// </summary>
public sealed record DeliveryStreamState
{
    public required Tenant Tenant { get; init; }

    public required DeliveryStreamSpec Spec { get; init; }

    /// <summary>The number of its log, which also tells it from an earlier delivery stream of the same name.</summary>
    public required uint Log { get; init; }

    public required DeliveryStreamStatus Status { get; init; }

    /// <summary>Epoch milliseconds.</summary>
    public required long CreatedAtMs { get; init; }

    /// <summary>
    /// 1 at first, one more with each change of the destination; part of the names of what is delivered.
    /// </summary>
    public int VersionId { get; init; } = 1;

    /// <summary>When encryption was started or stopped lately, epoch milliseconds, where limits were kept.</summary>
    public ImmutableArray<long> EncryptionChangesMs { get; init; } = [];

    /// <summary>When the destination was changed last, epoch milliseconds; null when it never was.</summary>
    public long? UpdatedAtMs { get; init; }

    /// <summary>
    /// Earlier destinations by <see cref="VersionId"/>, as far as something that was begun under them may be under way.
    /// </summary>
    public ImmutableSortedDictionary<int, DestinationSettings> Earlier { get; init; } =
        ImmutableSortedDictionary<int, DestinationSettings>.Empty;

    public string Name => Spec.Name;

    public Arn Arn => Arn.DeliveryStream(Tenant, Spec.Name);
}
