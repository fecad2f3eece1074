using Hydrant.Core;
using Hydrant.Delivery.Pumping;
using Hydrant.Storage;

namespace Hydrant.Delivery.Staging;

/// <summary>
/// The buffer of one partition: a log of its own, and a pump that delivers it. When all of it is delivered the lane is
/// free, and may become the buffer of another partition. Guarded by its table.
/// </summary>
internal sealed class Lane(IShardLog log, PumpLedger ledger)
{
    public IShardLog Log => log;

    public PumpLedger Ledger => ledger;

    /// <summary>Whose buffer it is, or was last.</summary>
    public Partition Partition { get; set; } = Partition.None;

    /// <summary>Batches that are about to append to it; while there are any, it is not free.</summary>
    public int Appending { get; set; }

    /// <summary>Completes when its partition is recorded and its pump runs; fails when that cannot be written.</summary>
    public Task Opened { get; set; } = Task.CompletedTask;

    public DeliveryPump? Pump { get; set; }

    /// <summary>The pump's; it ends when the lane is free.</summary>
    public Task Loop { get; set; } = Task.CompletedTask;

    public bool IsEmptyAt(LogOffset checkpoint) => log.Bounds.Tail <= checkpoint;
}
