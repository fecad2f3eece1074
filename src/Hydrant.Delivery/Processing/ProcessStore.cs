using Hydrant.Core;
using Hydrant.Delivery.Pumping;
using Hydrant.Delivery.Staging;
using Hydrant.Storage;

namespace Hydrant.Delivery.Processing;

/// <summary>Where processing of one source keeps what must last.</summary>
/// <param name="Logs">Takes what comes out, and the checkpoint with it.</param>
/// <param name="Lanes">The buffers of the partitions.</param>
/// <param name="Checkpoint">How far the source is processed.</param>
/// <param name="Ledger">How far it was delivered before it was processed.</param>
internal sealed record ProcessStore(ILogStore Logs, LaneTable Lanes, ProcessCheckpoint Checkpoint, PumpLedger Ledger)
{
    /// <summary>
    /// Where processing goes on: behind what is processed, or where reading of the source was to begin. From then on the
    /// catalogue knows that the source is read.
    /// </summary>
    public async ValueTask<LogOffset> LoadAsync(CancellationToken ct)
    {
        var delivered = await Ledger.ReadAsync(ct);
        Invariant.That(delivered.Plan is null);

        // Processing may have been off for a while.
        if (await Checkpoint.LoadAsync(ct) is { } processed) return LogOffset.Max(processed, delivered.Checkpoint);

        await Ledger.WriteAsync(delivered, ct);
        return delivered.Checkpoint;
    }
}
