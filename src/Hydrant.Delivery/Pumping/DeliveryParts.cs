using Hydrant.Core;
using Hydrant.Storage;

namespace Hydrant.Delivery.Pumping;

/// <summary>What every pump of a server shares.</summary>
internal sealed record DeliveryParts(
    ICatalogStore Catalog, DeliveryOptions Options, IDeliveryEvents Events, IIdSource Ids, TimeProvider Clock)
{
    /// <summary>Bounds what all deliveries together hold in memory. Entered only while something is on its way.</summary>
    public SemaphoreSlim Slots { get; } = new(Options.MaxConcurrentDeliveries);
}
