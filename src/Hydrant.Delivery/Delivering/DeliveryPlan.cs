using Hydrant.Core;

namespace Hydrant.Delivery.Delivering;

/// <summary>
/// What is about to be delivered, and under which names: decided once, then repeated until it is done.
/// </summary>
/// <param name="First">The first record.</param>
/// <param name="End">The offset behind the last record.</param>
/// <param name="ArrivedAtMs">Arrival of the first record, epoch milliseconds.</param>
/// <param name="Names">The destination's names for it.</param>
public sealed record DeliveryPlan(LogOffset First, LogOffset End, long ArrivedAtMs, IReadOnlyList<string> Names)
{
    /// <summary>When the plan was made, epoch milliseconds: the time that what is delivered may tell.</summary>
    public long PlannedAtMs { get; init; } = ArrivedAtMs;

    /// <summary>
    /// The settings it was made under, by their version; it is carried out under the same. 0 means the present ones.
    /// </summary>
    public int VersionId { get; init; }
}
