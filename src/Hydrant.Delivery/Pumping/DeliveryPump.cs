using Hydrant.Core;
using Hydrant.Delivery.Buffering;
using Hydrant.Delivery.Delivering;
using Hydrant.Storage;

namespace Hydrant.Delivery.Pumping;

/// <summary>
/// Moves the records of one log to one destination, in one loop: buffer, plan, deliver, checkpoint. What it decides is
/// durable before it acts, so a crash at any moment is made good by doing the recorded plan again: same names, same
/// bytes. Only <see cref="RunAsync"/> touches the fields; <see cref="Progress"/> may be read from anywhere.
/// </summary>
internal sealed class DeliveryPump(
    Arn stream, IShardLog source, IDestination destination, PumpLedger ledger, DeliveryParts parts)
{
    private readonly DeliveryBuffer _buffer = new(source, destination.Buffering, parts.Options, parts.Clock);
    private volatile PumpProgress _progress = new(source.Key, LogOffset.Zero, 0, null, false);

    public PumpProgress Progress => _progress;

    /// <summary>
    /// True when the source is a log of the delivery stream's own, whose delivered records nobody else wants.
    /// </summary>
    public bool OwnsSource { get; init; }

    /// <summary>True when the source is a shard of a Kinesis stream, whose producers may have packed many records into one.</summary>
    public bool OpensAggregates { get; init; }

    /// <summary>Ends when it is stopped, or when going on would do harm.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        for (var failures = 0; !stopping.IsCancellationRequested;)
        {
            try
            {
                var verdict = await StepAsync(stopping);
                if (verdict.Kind == DeliveryVerdictKind.Reject)
                {
                    throw new StorageException(StorageFaultKind.Corrupt, verdict.Reason);
                }

                failures = verdict.Kind == DeliveryVerdictKind.Delivered ? 0 : failures + 1;
                if (failures > 0) await PauseAsync(failures, verdict.Reason, stopping);
                else _progress = _progress with { FailedAttempts = 0, LastError = null };
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                if (IsFinal(failure))
                {
                    Stop(failure);
                    return;
                }

                failures++;
                await PauseAsync(failures, failure.Message, stopping);
            }
        }
    }

    /// <summary>
    /// 1. Without a plan: wait for the buffer, make a plan, record it.
    /// 2. With a plan: deliver it, move the checkpoint behind it, let the records go.
    /// </summary>
    private async ValueTask<DeliveryVerdict> StepAsync(CancellationToken stopping)
    {
        var state = await ledger.ReadAsync(stopping);
        _progress = _progress with { Checkpoint = state.Checkpoint };

        // 1.
        if (state.Plan is not { } plan)
        {
            var records = await _buffer.NextAsync(state.Checkpoint, stopping);
            if (records.First > state.Checkpoint)
                parts.Events.RecordsExpired(stream, source.Key, records.First - state.Checkpoint);

            plan = new DeliveryPlan(records.First, records.End, records.FirstArrivedAtMs, destination.Name(records));
            await ledger.WriteAsync(state with { Plan = plan }, stopping);
            return DeliveryVerdict.Delivered;
        }

        // 2.
        var verdict = await DeliverAsync(plan, stopping);
        if (verdict.Kind != DeliveryVerdictKind.Delivered) return verdict;

        await ledger.WriteAsync(new PumpState(plan.End, null), stopping);
        _progress = _progress with { Checkpoint = plan.End };
        parts.Events.Delivered(stream, source.Key, plan);
        if (OwnsSource) await source.TrimAsync(plan.End, stopping);
        return verdict;
    }

    private async ValueTask<DeliveryVerdict> DeliverAsync(DeliveryPlan plan, CancellationToken stopping)
    {
        var batch = new DeliveryBatch(plan, source) { OpensAggregates = OpensAggregates };
        await parts.Slots.EnterAsync();
        try
        {
            stopping.ThrowIfCancellationRequested();
            return await destination.DeliverAsync(batch, stopping);
        }
        finally
        {
            parts.Slots.Leave();
            if (batch.Expired > 0) parts.Events.RecordsExpired(stream, source.Key, batch.Expired);
        }
    }

    private async ValueTask PauseAsync(int failures, string reason, CancellationToken stopping)
    {
        _progress = _progress with { FailedAttempts = failures, LastError = reason };
        parts.Events.AttemptFailed(stream, source.Key, failures, reason);
        try
        {
            await Task.Delay(Backoff.After(parts.Options, failures, parts.Ids), parts.Clock, stopping);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it.
        }
    }

    private void Stop(Exception cause)
    {
        _progress = _progress with { LastError = cause.Message, HasStopped = true };

        // A shard that expired, or went with its stream, took its records along; that is no trouble of the pump's.
        if (OwnsSource || cause is not StorageException { Kind: StorageFaultKind.Closed })
            parts.Events.PumpStopped(stream, source.Key, cause);
    }

    private static bool IsFinal(Exception failure) => failure is InvariantException
        or StorageException { Kind: StorageFaultKind.Closed or StorageFaultKind.Corrupt or StorageFaultKind.Fenced };
}
