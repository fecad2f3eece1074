using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Quotas;
using Hydrant.Streams.Reading;
using Hydrant.Streams.Shards;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.GetShardIterator;

/// <summary>Finds a place in a shard and hands it out as a token.</summary>
internal sealed class GetShardIteratorOperation(StreamDirectory streams, TimeProvider clock)
    : Operation<GetShardIteratorRequest, GetShardIteratorResponse>
{
    protected override Shape<GetShardIteratorRequest?> Request => GetShardIteratorShapes.Request;

    protected override Shape<GetShardIteratorResponse?> Response => GetShardIteratorShapes.Response;

    public override async ValueTask<Outcome<GetShardIteratorResponse>> HandleAsync(
        GetShardIteratorRequest request, CallContext call, CancellationToken ct)
    {
        var found = FindShard(request, call);
        if (!found.Ok) return found.Fault;

        var (now, shard) = found.Value;
        var stream = now.State;
        var nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var position = new StartingPosition(request.ShardIteratorType!, request.StartingSequenceNumber, request.Timestamp);
        var offset = await position.FindAsync(stream, shard, "GetShardIterator", nowMs, ct);
        if (!offset.Ok) return offset.Fault;
        if (request.DryRun == true) return DryRun.Succeeded;
        if (now.IsLimited && !shard.Gates.TryIterator(ShardGates.Now(clock))) return StreamTexts.RateExceeded(shard.Id, stream);

        return new GetShardIteratorResponse { ShardIterator = new ShardIterator(stream.Log, shard.Id, offset.Value, nowMs).ToString() };
    }

    // The order is the service's: the shard's identifier is judged before the stream is looked up, and a stream that is not
    // there is told as a shard that is not.
    private Outcome<(LiveStream.Moment Stream, LiveShard Shard)> FindShard(GetShardIteratorRequest request, CallContext call)
    {
        var name = StreamLookup.NameOf(request.StreamName, request.StreamArn, call, "GetShardIterator");
        if (!name.Ok) return name.Fault;
        if (!ShardId.TryParse(request.ShardId!, out var id))
            return StreamTexts.UnreadableShardId(request.ShardId!, name.Value, call.Tenant.Account);

        var found = streams.Find(call.Tenant, name.Value);
        var now = found.Ok ? found.Value.Now : null;
        var shard = now is { IsUsable: true } ? now.Shards.Find(id) : null;
        return shard is null ? StreamTexts.NoSuchShard(id, name.Value, call.Tenant.Account) : (now!, shard);
    }
}
