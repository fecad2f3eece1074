using Hydrant.Delivery.Processing;

namespace Hydrant.Delivery.Delivering;

/// <summary>The way of a delivery stream's records, as it is configured.</summary>
/// <param name="Destination">Where they are delivered.</param>
public sealed record DeliveryRoute(IDestination Destination)
{
    /// <summary>What is done to them before; null when they are delivered as they came.</summary>
    public ProcessingPlan? Processing { get; init; }

    /// <summary>Where they go too, as they came; null when there is no backup.</summary>
    public IDestination? Backup { get; init; }
}
