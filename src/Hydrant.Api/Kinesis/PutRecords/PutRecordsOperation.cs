using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Streams;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.PutRecords;

/// <summary>
/// Appends up to 500 records to the shards they belong to: grouped once, committed together. The order of the request is
/// the order within each shard.
/// </summary>
internal sealed class PutRecordsOperation(StreamDirectory streams, ILogStore logs)
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

        while (true)
        {
            var now = found.Value.Now;
            if (!now.IsUsable) return StreamTexts.NotFound(now.State.Name, call.Tenant.Account);

            try
            {
                return await AppendAsync(records, now, ct);
            }
            catch (StorageException sealing) when (sealing.Kind == StorageFaultKind.Sealed)
            {
                // A shard is about to be split or merged, and no record of the group went anywhere.
                await found.Value.LeftAsync(now, ct);
            }
        }
    }

    private async ValueTask<Outcome<PutRecordsResponse>> AppendAsync(
        RecordList records, LiveStream.Moment now, CancellationToken ct)
    {
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

        var group = groups.Gather(records.Buffer);
        try
        {
            await logs.AppendAsync(group, ct);
        }
        catch
        {
            groups.Dispose();
            throw;
        }

        return new PutRecordsResponse(groups);
    }
}
