using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Streams;
using Hydrant.Streams.Quotas;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.PutRecords;

/// <summary>
/// Appends up to 500 records to the shards they belong to: grouped once, committed together. The order of the request is
/// the order within each shard.
/// </summary>
internal sealed class PutRecordsOperation(StreamDirectory streams, ILogStore logs, TimeProvider clock)
    : Operation<PutRecordsRequest, PutRecordsResponse>
{
    protected override Shape<PutRecordsRequest?> Request => PutRecordsShapes.Request;

    protected override Shape<PutRecordsResponse?> Response => PutRecordsShapes.Response;

    public override async ValueTask<Outcome<PutRecordsResponse>> HandleAsync(
        PutRecordsRequest request, CallContext call, CancellationToken ct)
    {
        var found = streams.FindUsable(request.StreamName, request.StreamArn, call, "PutRecords");
        if (!found.Ok) return found.Fault;

        var records = request.Records!;
        if (PutRecordsRules.FirstBroken(records) is { } tooMuch) return tooMuch;

        for (var isFirst = true; ; isFirst = false)
        {
            var now = found.Value.Now;
            if (!now.IsUsable) return StreamTexts.NotFound(now.State.Name, call.Tenant.Account);

            try
            {
                return await AppendAsync(request, now, isFirst ? call : null, ct);
            }
            catch (StorageException sealing) when (sealing.Kind == StorageFaultKind.Sealed)
            {
                // A shard is about to be split or merged, and no record of the group went anywhere.
                await found.Value.LeftAsync(now, ct);
            }
        }
    }

    // The call is null when the records are put again, to other shards: they have been counted, and their luck is known.
    private async ValueTask<Outcome<PutRecordsResponse>> AppendAsync(
        PutRecordsRequest request, LiveStream.Moment now, CallContext? call, CancellationToken ct)
    {
        var records = request.Records!;
        var groups = new ShardGroups(now.Shards, records.Count);
        for (var i = 0; i < records.Count; i++)
        {
            if (PutEntryRules.Check(records[i], records.Buffer.Key(i), place: i + 1, now, out var hashKey) is { } broken)
            {
                groups.Dispose();
                return broken;
            }

            groups.Place(i, hashKey);
        }

        if (request.DryRun == true)
        {
            groups.Dispose();
            return DryRun.Succeeded;
        }

        if (call?.RecordFailures is { } failures) Fail(records, failures);
        if (call is not null && now.IsLimited) Throttle(records, groups, now.State.MaxRecordBytes);
        var group = groups.Gather(records);
        try
        {
            if (group.Appends.Count > 0) await logs.AppendAsync(group, ct);
        }
        catch
        {
            groups.Dispose();
            throw;
        }

        return new PutRecordsResponse(groups, now.State);
    }

    private static void Fail(RecordList records, IRecordFailures failures)
    {
        for (var i = 0; i < records.Count; i++)
        {
            if (failures.Next() is { } kind) records.Refuse(i, kind == FaultKind.Internal ? Refusal.Failed : Refusal.Throttled);
        }
    }

    private void Throttle(RecordList records, ShardGroups groups, int maxRecordBytes)
    {
        var now = ShardGates.Now(clock);
        for (var i = 0; i < records.Count; i++)
        {
            if (records[i].Refused != Refusal.None) continue;
            var bytes = records[i].DataLength + records.Buffer.Key(i).Length;
            if (!groups.ShardOf(i).Gates.TryWrite(bytes, maxRecordBytes, now)) records.Refuse(i, Refusal.Throttled);
        }
    }
}
