using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Streams;
using Hydrant.Streams.Quotas;
using Hydrant.Streams.Shards;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.PutRecord;

/// <summary>Appends one record to the shard whose hash-key range covers the record's key.</summary>
internal sealed class PutRecordOperation(StreamDirectory streams, TimeProvider clock)
    : Operation<PutRecordRequest, PutRecordResponse>
{
    protected override Shape<PutRecordRequest?> Request => PutRecordShapes.Request;

    protected override Shape<PutRecordResponse?> Response => PutRecordShapes.Response;

    public override async ValueTask<Outcome<PutRecordResponse>> HandleAsync(
        PutRecordRequest request, CallContext call, CancellationToken ct)
    {
        var found = streams.FindUsable(request.StreamName, request.StreamArn, call, "PutRecord");
        if (!found.Ok) return found.Fault;

        for (var isFirst = true; ; isFirst = false)
        {
            var now = found.Value.Now;
            if (!now.IsUsable) return StreamTexts.NotFound(now.State.Name, call.Tenant.Account);
            if (PutEntryRules.Check(request.Entry, request.Record.Key(0), place: 0, now, out var hashKey) is { } broken) return broken;
            if (CheckOrdering(request, now.State) is { } unordered) return unordered;
            if (request.DryRun == true) return DryRun.Succeeded;

            // A record that is put again, to other shards, has been counted.
            var shard = now.Shards.Open[now.Shards.IndexOf(hashKey)];
            if (isFirst && now.IsLimited && !TryWrite(request, shard, now.State)) return StreamTexts.RateExceeded(shard.Id, now.State);

            try
            {
                var range = await shard.Log.AppendAsync(request.Record, ct);
                return new PutRecordResponse(shard, range, now.State.Settings.Encryption.KeyId is not null);
            }
            catch (StorageException sealing) when (sealing.Kind == StorageFaultKind.Sealed)
            {
                // Its shard is about to be split or merged; the record goes to what comes of it.
                await found.Value.LeftAsync(now, ct);
            }
        }
    }

    private bool TryWrite(PutRecordRequest request, LiveShard shard, StreamState stream) => shard.Gates.TryWrite(
        request.Entry.DataLength + request.Record.Key(0).Length, stream.MaxRecordBytes, ShardGates.Now(clock));

    // A number that was handed out is below every later one of its shard, so that the order it asks for is kept by the log.
    private Fault? CheckOrdering(PutRecordRequest request, StreamState stream)
    {
        if (request.SequenceNumberForOrdering is not { } text) return null;
        if (SequenceNumber.TryParse(text, out var number) && number.RecordTime <= clock.GetUtcNow().ToUnixTimeSeconds())
            return null;

        return Fault.InvalidArgument(
            $"ExclusiveMinimumSequenceNumber {text} used in PutRecord on stream {stream.Name} under account "
            + $"{stream.Tenant.Account} is invalid.");
    }
}
