using Hydrant.Delivery.Buffering;
using Hydrant.Delivery.Staging;

namespace Hydrant.Delivery.Delivering;

/// <summary>
/// Where records are delivered to, as one delivery stream is configured. A destination keeps nothing between calls:
/// what it needs to do the same again is in the plan. Safe from any thread.
/// </summary>
public interface IDestination
{
    /// <summary>When a buffer is full.</summary>
    BufferingHints Buffering { get; }

    /// <summary>Whether names can be made for such records: a key of the prefix may be one the partition does not have.</summary>
    bool CanName(Partition partition) => true;

    /// <summary>
    /// The names of what will hold these records: object keys, document identifiers. Called once for a plan; the answer
    /// is durable before anything is delivered, and every attempt uses it.
    /// </summary>
    ValueTask<IReadOnlyList<string>> NameAsync(Outgoing outgoing, CancellationToken ct);

    /// <summary>
    /// Delivers the whole batch under the plan's names. The same batch gives the same bytes each time, so that an
    /// attempt that was cut off at any moment is made good by the next one.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    ValueTask<DeliveryVerdict> DeliverAsync(DeliveryBatch batch, CancellationToken ct);
}
