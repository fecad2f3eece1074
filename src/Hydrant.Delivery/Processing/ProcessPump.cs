using System.Buffers;
using Hydrant.Core;
using Hydrant.Delivery.Buffering;
using Hydrant.Delivery.Delivering;
using Hydrant.Delivery.Pumping;
using Hydrant.Delivery.Sources;
using Hydrant.Delivery.Staging;
using Hydrant.Storage;
using Hydrant.Storage.Batches;

namespace Hydrant.Delivery.Processing;

/// <summary>
/// Takes the records of one source through the transforms into the lanes of their partitions. What comes out of a batch
/// and how far the source is processed become durable in one commit: a function may be asked twice for the same records
/// when the server dies, but only one of its answers counts. Only <see cref="RunAsync"/> touches the fields.
/// </summary>
internal sealed class ProcessPump(
    Arn stream, IShardLog source, WorkSource from, ProcessingPlan plan, ProcessStore store, DeliveryParts parts) : IPump
{
    private static readonly ReadLimit Page = new(MaxRecords: 10_000, MaxBytes: 1024 * 1024) { ReadsOn = true };

    private const int ManyPartitions = 128;
    private const int MostTimes = 6;

    // Of the checkpoint.
    private const int RoomBehind = 256;

    // However small they are: what surrounds a record takes more memory than its bytes.
    private const int MaxRecords = 24 * 1024;

    private static readonly Partition Failed = Partition.Failed("processing-failed");

    private readonly DeliveryBuffer _buffer = new(source, plan.Batching, parts.Options, parts.Clock);
    private readonly Backlog _backlog = new(source);
    private PumpLoop? _loop;
    private LogOffset? _checkpoint;

    public PumpProgress Progress =>
        (_loop?.Progress ?? Before?.Progress ?? PumpProgress.None(source.Key)) with { BacklogBytes = _backlog.Bytes };

    /// <summary>Lets records of the source go; null when it is not the delivery stream's own.</summary>
    public SourceReader? Reader { get; init; }

    /// <summary>Carries out what was planned for the source before it was processed; null when nothing can have been.</summary>
    public DeliveryPump? Before { get; init; }

    public async Task RunAsync(CancellationToken stopping)
    {
        if (Before is not null)
        {
            await Before.RunAsync(stopping);
            if (stopping.IsCancellationRequested || Before.Progress.HasStopped) return;
        }

        _loop = new PumpLoop(stream, source.Key, ownsSource: Reader is not null, parts);
        await _loop.RunAsync(StepAsync, stopping);
    }

    /// <summary>
    /// 1. Wait for a batch.
    /// 2. Read it and take it through the transforms.
    /// 3. Append what came out to the lanes, and the new checkpoint, in one commit.
    /// </summary>
    private async ValueTask<DeliveryVerdict?> StepAsync(CancellationToken stopping)
    {
        // 1.
        var checkpoint = _checkpoint ??= await store.LoadAsync(stopping);
        _loop!.Moved(checkpoint);
        Reader?.At(checkpoint);
        if (Reader is not null) await _backlog.MeasureAsync(checkpoint, stopping);
        else if (parts.Options.MaxBacklog is { } max) await store.Lanes.WaitForRoomAsync(max.Bytes, stopping);
        var extent = await _buffer.NextAsync(checkpoint, Batching(), stopping);
        if (extent.First > checkpoint) parts.Events.RecordsExpired(stream, source.Key, extent.First - checkpoint);

        if (extent.End - extent.First > MaxRecords) extent = extent with { End = extent.First + MaxRecords };

        // 2.
        using var work = new WorkSet(from);
        var bytes = await ReadAsync(extent, work, stopping);
        foreach (var transform in plan.Transforms) await transform.ApplyAsync(work, stopping);

        // 3. When the append fails, nobody knows whether it happened: the checkpoint is read again.
        _checkpoint = null;
        await CommitAsync(work, extent.End, stopping);
        _checkpoint = extent.End;
        _loop.Moved(extent.End);
        _backlog.Done(bytes);
        await store.Checkpoint.TidyAsync(stopping);
        if (Reader is not null) await Reader.DoneAsync(extent.End, stopping);
        return DeliveryVerdict.Delivered;
    }

    // A function gets what was asked for. Else a batch grows with the partitions, so that the lane of each gets its records, and
    // its delivery reads them, in pieces worth their reading.
    private BufferingHints Batching()
    {
        if (plan.Batching != ProcessingPlan.AtOnce) return plan.Batching;
        var many = Math.Clamp(store.Lanes.ActivePartitions / ManyPartitions, 1, MostTimes);
        return new BufferingHints(new ByteSize(plan.Batching.Size.Bytes * many), plan.Batching.Interval * many);
    }

    // Answers how many bytes of data the records of the source had.
    private async ValueTask<long> ReadAsync(LogExtent extent, WorkSet work, CancellationToken ct)
    {
        var bytes = 0L;
        for (var next = extent.First; next < extent.End;)
        {
            using var page = await source.ReadAsync(next, Page with { MaxRecords = (int)Math.Min(Page.MaxRecords, extent.End - next) }, ct);
            if (page.First > next) parts.Events.RecordsExpired(stream, source.Key, page.First - next);
            if (page.IsEmpty && page.Next >= extent.End) break;
            Invariant.That(page.Next > next);
            foreach (var record in new SourceRecords(page, extent.End, from.Stream is null ? RecordForm.Plain : RecordForm.Aggregated))
            {
                work.Add(new RecordOrigin(record.Offset, record.SubSequenceNumber, record.ArrivedAtMs), record.Key, record.Data);
                bytes += record.Data.Length;
            }

            next = page.Next;
        }

        return bytes;
    }

    private async ValueTask CommitAsync(WorkSet work, LogOffset end, CancellationToken ct)
    {
        using var lanes = new LaneAppends(store.Lanes, plan.IsLimited() ? plan.MaxActivePartitions : null);
        var groups = new LaneAppends.Group[work.Records.Count];
        var bytes = 0L;
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = lanes.Name(work.Records[i].Partition);
            bytes += work.Records[i].Data.Length + StagedRecord.KeySize + RecordBuffer.HeaderSize;
        }

        await lanes.AcquireAsync();
        using var records = new RecordBuffer((int)Math.Min(bytes + RoomBehind, Array.MaxLength), groups.Length + 1);
        for (var i = 0; i < groups.Length; i++)
        {
            var record = work.Records[i];
            if (groups[i].Lane is null)
            {
                work.Fail(TooManyPartitions(record));
                continue;
            }

            groups[i].Add(records.Count);
            Add(records, record.Origin, record.Data.Span);
        }

        await AddFailuresAsync(work, lanes, records);
        var group = new AppendGroup(records);
        lanes.AddTo(group);
        store.Checkpoint.AddTo(group, end);
        await store.Logs.AppendAsync(group, ct);
    }

    private async ValueTask AddFailuresAsync(WorkSet work, LaneAppends lanes, RecordBuffer records)
    {
        if (work.Failures.Count == 0) return;
        var failed = lanes.Name(Failed);
        await lanes.AcquireAsync();
        var now = parts.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var line = new ArrayBufferWriter<byte>();
        foreach (var failure in work.Failures)
        {
            line.ResetWrittenCount();
            FailureLine.Write(failure, now, line);
            failed.Add(records.Count);
            Add(records, failure.Record.Origin, line.WrittenSpan);
        }
    }

    private void Add(RecordBuffer records, in RecordOrigin origin, ReadOnlySpan<byte> data)
    {
        Span<byte> key = stackalloc byte[StagedRecord.KeySize];
        StagedRecord.WriteKey(origin, source.Key.Shard, key);
        records.Add(key, data);
    }

    private static WorkFailure TooManyPartitions(in WorkRecord record) => new(
        record,
        "DynamicPartitioning.ActivePartitionsLimitExceeded",
        "The limit of active partitions is exceeded; the record was sent to the error output.");
}
