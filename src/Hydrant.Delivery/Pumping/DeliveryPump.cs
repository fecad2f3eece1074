using Hydrant.Core;
using Hydrant.Delivery.Buffering;
using Hydrant.Delivery.Delivering;
using Hydrant.Delivery.Failures;
using Hydrant.Delivery.Processing;
using Hydrant.Delivery.Sources;
using Hydrant.Delivery.Staging;
using Hydrant.Storage;

namespace Hydrant.Delivery.Pumping;

/// <summary>
/// Moves the records of one log to one destination, in one loop: buffer, plan, deliver, checkpoint. What it decides is
/// durable before it acts, so a crash at any moment is made good by doing the recorded plan again: same names, same
/// bytes. Only <see cref="RunAsync"/> touches the fields; <see cref="Progress"/> may be read from anywhere.
/// </summary>
internal sealed class DeliveryPump(
    Arn stream, IShardLog source, DeliveryTarget target, PumpLedger ledger, FailureLedger failures, DeliveryParts parts) : IPump
{
    private readonly DeliveryBuffer _buffer = new(source, target.Current.Buffering, parts.Options, parts.Clock);
    private readonly Backlog _backlog = new(source);
    private PumpLoop? _loop;
    private (DeliveryPlan Plan, long Bytes)? _measured;
    private LogOffset? _processed;

    public PumpProgress Progress => (_loop?.Progress ?? PumpProgress.None(source.Key)) with { BacklogBytes = _backlog.Bytes };

    /// <summary>In what form the log has its records.</summary>
    public RecordForm Form { get; init; }

    /// <summary>Where all records of the log go.</summary>
    public Partition Partition { get; init; } = Partition.None;

    /// <summary>Lets records of the source go, when nobody else wants them; null when the source is not the delivery stream's own.</summary>
    public SourceReader? Reader { get; init; }

    /// <summary>Asked with the checkpoint after each delivery: whether the pump is to end there. Null: it never does.</summary>
    public Func<LogOffset, bool>? EndsAt { get; init; }

    /// <summary>How far the source was processed, when it once was: nothing below is read. Null when it never was.</summary>
    public ProcessCheckpoint? Processed { get; init; }

    /// <summary>Carries out the plan that is recorded, and ends.</summary>
    public bool OnlyPlan { get; init; }

    /// <summary>Ends when it is stopped, or when going on would do harm.</summary>
    public Task RunAsync(CancellationToken stopping)
    {
        _loop = new PumpLoop(stream, source.Key, ownsSource: Reader is not null, parts);
        return _loop.RunAsync(StepAsync, stopping);
    }

    /// <summary>
    /// 1. Without a plan: wait for the buffer, make a plan, record it.
    /// 2. With a plan: deliver it, move the checkpoint behind it, let the records go.
    /// </summary>
    private async ValueTask<DeliveryVerdict?> StepAsync(CancellationToken stopping)
    {
        var state = await ledger.ReadAsync(stopping);
        if (state.Plan is null && Processed is not null)
            state = state with { Checkpoint = LogOffset.Max(state.Checkpoint, await ProcessedAsync(Processed, stopping)) };
        _loop!.Moved(state.Checkpoint);
        Reader?.At(state.Checkpoint);
        if (Reader is not null && !OnlyPlan) await _backlog.MeasureAsync(state.Checkpoint, stopping);

        // 1.
        if (state.Plan is not { } plan)
        {
            if (OnlyPlan) return null;
            var records = await _buffer.NextAsync(state.Checkpoint, stopping);
            if (records.First > state.Checkpoint)
                parts.Events.RecordsExpired(stream, source.Key, records.First - state.Checkpoint);

            var arrivedAtMs = Form == RecordForm.Staged ? await StagedRecord.ArrivalAtAsync(source, records.First, stopping) : records.FirstArrivedAtMs;
            var versionId = target.VersionFor(Partition, state.VersionId);
            var names = await target.At(versionId).NameAsync(new Outgoing(records, arrivedAtMs, Partition), stopping);
            plan = new DeliveryPlan(records.First, records.End, arrivedAtMs, names) { PlannedAtMs = NowMs(), VersionId = versionId };
            await ledger.WriteAsync(state with { Plan = plan }, stopping);
            _measured = (plan, records.DataBytes);
            return DeliveryVerdict.Delivered;
        }

        // 2.
        var verdict = await DeliverAsync(plan, stopping);
        if (verdict.Kind == DeliveryVerdictKind.Missing && plan.VersionId > 0 && plan.VersionId != target.VersionFor(Partition, state.VersionId))
        {
            // It has none of them, and they are to go elsewhere by now.
            await ledger.WriteAsync(state with { Plan = null }, stopping);
            return DeliveryVerdict.Delivered;
        }

        if (verdict.Kind != DeliveryVerdictKind.Delivered) return verdict;

        if (verdict.Failures.Count > 0) await failures.AddAsync(verdict.Failures.Select(failed => EntryOf(failed, plan)), stopping);
        await ledger.WriteAsync(state with { Checkpoint = plan.End, Plan = null }, stopping);
        _loop.Moved(plan.End);
        _backlog.Done(_measured is { } measured && ReferenceEquals(measured.Plan, plan) ? measured.Bytes : null);
        parts.Events.Delivered(stream, source.Key, plan);
        if (Reader is not null) await Reader.DoneAsync(plan.End, stopping);
        return EndsAt?.Invoke(plan.End) == true ? null : verdict;
    }

    private FailureEntry EntryOf(FailedObject failed, DeliveryPlan plan) => new(failed, plan.PlannedAtMs, plan.ArrivedAtMs)
    {
        Partition = Form == RecordForm.Staged && !Partition.IsError ? Partition : null,
    };

    private async ValueTask<LogOffset> ProcessedAsync(ProcessCheckpoint checkpoint, CancellationToken ct) =>
        _processed ??= await checkpoint.LoadAsync(ct) ?? LogOffset.Zero;

    private long NowMs() => parts.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    private async ValueTask<DeliveryVerdict> DeliverAsync(DeliveryPlan plan, CancellationToken stopping)
    {
        var batch = new DeliveryBatch(plan, source) { Form = Form, Partition = Partition };
        await parts.Slots.EnterAsync();
        try
        {
            stopping.ThrowIfCancellationRequested();
            return await target.At(plan.VersionId).DeliverAsync(batch, stopping);
        }
        finally
        {
            parts.Slots.Leave();
            if (batch.Expired > 0) parts.Events.RecordsExpired(stream, source.Key, batch.Expired);
        }
    }
}
