using Hydrant.Delivery.Staging;

namespace Hydrant.Delivery.Delivering;

/// <summary>
/// One of the destinations of a delivery stream through the versions of its settings: what is planned is planned for the
/// present one, and what was planned is carried out as it was planned. Safe from any thread.
/// </summary>
internal sealed class DeliveryTarget(DeliveryRoutes routes, Func<DeliveryRoute, IDestination?> pick)
{
    public IDestination Current { get; } = pick(routes.Current)!;

    /// <summary>As it was configured in that version; as it is now when that one is not known.</summary>
    public IDestination At(int versionId) => (routes.Find(versionId) is { } route ? pick(route) : null) ?? Current;

    /// <summary>
    /// The version to plan for. Records of a partition that the present prefix asks too much of go where they would have gone
    /// when they were processed.
    /// </summary>
    public int VersionFor(Partition partition, int stagedUnder) =>
        Current.CanName(partition) || routes.Find(stagedUnder) is null ? routes.VersionId : stagedUnder;
}
