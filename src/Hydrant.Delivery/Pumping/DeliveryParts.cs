using Hydrant.Core;
using Hydrant.Storage;

namespace Hydrant.Delivery.Pumping;

/// <summary>What every pump of a server shares.</summary>
internal sealed record DeliveryParts(
    ICatalogStore Catalog,
    DeliveryOptions Options,
    IDeliveryEvents Events,
    IIdSource Ids,
    TimeProvider Clock,
    DeliverySlots Slots);
