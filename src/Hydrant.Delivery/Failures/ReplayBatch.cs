using Hydrant.Core;
using Hydrant.Delivery.Processing;
using Hydrant.Delivery.Staging;
using Hydrant.Storage;
using Hydrant.Storage.Batches;

namespace Hydrant.Delivery.Failures;

/// <summary>
/// Records of one object of the error output on their way back: where they enter, and in one commit with how far the object is
/// replayed. For one caller at a time.
/// </summary>
internal sealed class ReplayBatch(FailureEntry entry, FailureLedger ledger, DeliveryStream stream, ILogStore logs)
{
    private const int MaxRecords = 500;
    private const int MaxBytes = 4 * 1024 * 1024;

    private readonly List<FailedRecord> _failed = [];
    private long _bytes;

    public bool IsFull => _failed.Count >= MaxRecords || _bytes >= MaxBytes;

    public int Count => _failed.Count;

    public void Add(in FailedRecord record)
    {
        _failed.Add(record);
        _bytes += record.Data.Length;
    }

    /// <summary>
    /// Records that were processed are not processed again, as long as there are lanes they can go to; all others enter where
    /// callers' records do.
    /// </summary>
    /// <param name="lanes">Null when nothing is processed.</param>
    /// <param name="replay">How far the object is replayed with them.</param>
    /// <param name="ct">Ends the wait.</param>
    public async ValueTask CommitAsync(LaneTable? lanes, FailureReplay replay, CancellationToken ct)
    {
        using var records = new RecordBuffer();
        var group = new AppendGroup(records);
        if (entry.Partition is null) lanes = null;
        using var appends = lanes is null ? null : new LaneAppends(lanes, maxActivePartitions: null);
        var lane = _failed.Count > 0 ? appends?.Name(entry.Partition!) : null;
        if (appends is not null) await appends.AcquireAsync();
        foreach (var record in _failed)
        {
            lane?.Add(records.Count);
            Add(records, record, isStaged: appends is not null);
        }

        appends?.AddTo(group);
        if (appends is null && records.Count > 0) group.Add(stream.OwnLog, Enumerable.Range(0, records.Count).ToArray());
        ledger.AddTo(group, entry.Id, replay);
        await logs.AppendAsync(group, ct);
        _failed.Clear();
        _bytes = 0;
    }

    private static void Add(RecordBuffer records, in FailedRecord record, bool isStaged)
    {
        Span<byte> key = stackalloc byte[StagedRecord.KeySize];
        StagedRecord.WriteKey(new RecordOrigin(LogOffset.Zero, -1, record.ArrivedAtMs), sourceShard: 0, key);
        records.Add(isStaged ? key : default, record.Data);
    }
}
