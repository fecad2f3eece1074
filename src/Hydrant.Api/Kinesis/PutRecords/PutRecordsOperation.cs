using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Batches;
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

        var now = found.Value.Now;
        var records = request.Records!;
        if (PutRecordsRules.FirstBroken(records) is { } tooMuch) return tooMuch;

        var groups = new ShardGroups(now.Shards, records.Count);
        for (var i = 0; i < records.Count; i++)
        {
            if (PutEntryRules.Check(records[i], records.Buffer.Key(i), now.State, out var hashKey) is { } broken)
            {
                groups.Dispose();
                return broken;
            }

            groups.Place(i, hashKey);
        }

        if (call.RecordFailures is { } failures) Fail(groups, failures);
        if (now.IsLimited) Throttle(groups, records.Buffer, now.State.MaxRecordBytes);
        var group = groups.Gather(records.Buffer);
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

    private static void Fail(ShardGroups groups, IRecordFailures failures)
    {
        for (var i = 0; i < groups.Count; i++)
        {
            if (failures.Next() is { } kind) groups.Refuse(i, kind == FaultKind.Internal ? Refusal.Failed : Refusal.Throttled);
        }
    }

    private void Throttle(ShardGroups groups, RecordBuffer records, int maxRecordBytes)
    {
        var now = ShardGates.Now(clock);
        for (var i = 0; i < groups.Count; i++)
        {
            if (groups.RefusalOf(i) != Refusal.None) continue;
            var bytes = records.DataLength(i) + records.Key(i).Length;
            if (!groups.ShardOf(i).Gates.TryWrite(bytes, maxRecordBytes, now)) groups.Refuse(i, Refusal.Throttled);
        }
    }
}
