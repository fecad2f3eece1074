using Hydrant.Delivery.Staging;
using Hydrant.Storage;

namespace Hydrant.Delivery.Delivering;

/// <summary>Records that are about to be planned, as far as names are made of them.</summary>
/// <param name="Records">The stretch of the log.</param>
/// <param name="ArrivedAtMs">When the first of them arrived at the delivery stream, epoch milliseconds.</param>
/// <param name="Partition">Where they go.</param>
public readonly record struct Outgoing(LogExtent Records, long ArrivedAtMs, Partition Partition);
