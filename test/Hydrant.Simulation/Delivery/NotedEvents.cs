using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Delivery.Delivering;
using Hydrant.Storage;
using Hydrant.Testing.Simulated;

namespace Hydrant.Simulation.Delivery;

/// <summary>
/// Takes what delivery streams tell into the trace; a pump may stop for the disk, never for a mistake of ours.
/// </summary>
internal sealed class NotedEvents(SeededScheduler scheduler) : IDeliveryEvents
{
    public void Delivered(Arn stream, ShardKey source, DeliveryPlan plan) => scheduler.Note(plan.End.Value);

    public void AttemptFailed(Arn stream, ShardKey source, int attempts, string reason) => scheduler.Note(attempts);

    public void RecordsExpired(Arn stream, ShardKey source, long records) =>
        throw new InvariantException($"{records} records expired, though nothing was trimmed");

    public void PumpStopped(Arn stream, ShardKey source, Exception cause) =>
        cause.ShouldBeOfType<StorageException>(cause.ToString()).Kind.ShouldBe(StorageFaultKind.Closed, cause.ToString());

    public void ChangeFailed(Arn stream, StorageException cause) => scheduler.Note(2);
}
