using Hydrant.Storage;

namespace Hydrant.Delivery;

/// <summary>Where delivery streams keep what must last.</summary>
/// <param name="Catalog">What exists, and how far each pump is.</param>
/// <param name="Logs">The records that were put and wait for delivery.</param>
public sealed record DeliveryStores(ICatalogStore Catalog, ILogStore Logs);
