using System.Globalization;
using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Streams;
using Hydrant.Streams.Quotas;
using Hydrant.Streams.Reading;
using Hydrant.Streams.Shards;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.GetRecords;

/// <summary>Reads records from the place a token names, and hands out the next place.</summary>
internal sealed class GetRecordsOperation(StreamDirectory streams, TimeProvider clock)
    : Operation<GetRecordsRequest, GetRecordsResponse>
{
    protected override Shape<GetRecordsRequest?> Request => GetRecordsShapes.Request;

    protected override Shape<GetRecordsResponse?> Response => GetRecordsShapes.Response;

    public override async ValueTask<Outcome<GetRecordsResponse>> HandleAsync(
        GetRecordsRequest request, CallContext call, CancellationToken ct)
    {
        var nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (!ShardIterator.TryParse(request.ShardIterator!, out var place)) return Fault.InvalidArgument("Invalid ShardIterator.");
        if (nowMs - place.CreatedAtMs > KinesisLimits.IteratorLife.TotalMilliseconds) return Expired(place.CreatedAtMs, nowMs);

        var found = FindShard(place, request.StreamArn, call);
        if (!found.Ok) return found.Fault;

        var (stream, shard) = found.Value;
        if (request.DryRun == true) return DryRun.Succeeded;
        if (stream.IsLimited && !shard.Gates.TryRead(ShardGates.Now(clock))) return StreamTexts.RateExceeded(shard.Id, stream.State);

        var limit = new ReadLimit(request.Limit ?? KinesisLimits.MaxGetRecordsRecords, KinesisLimits.MaxGetRecordsBytes);
        var page = await shard.Log.ReadAsync(place.Offset, limit, ct);
        if (stream.IsLimited) shard.Gates.TookBytes(page.DataAndKeyBytes(), ShardGates.Now(clock));
        var isAtTail = page.IsEmpty || page.Next >= shard.Log.Bounds.Tail; // A record may have come since the page was read.
        return new GetRecordsResponse(shard, page)
        {
            Encryption = stream.State.Settings.Encryption,
            Next = place with { Offset = page.Next, CreatedAtMs = nowMs },
            IsAtTail = isAtTail,
            NowMs = nowMs,
            ChildShards = isAtTail && !shard.State.IsOpen ? ShardShapes.Views(stream.Shards.ChildrenOf(shard.Id)) : null,
        };
    }

    // The token is no permission: it opens only streams that its holder may see.
    private Outcome<(LiveStream.Moment Stream, LiveShard Shard)> FindShard(ShardIterator place, string? arn, CallContext call)
    {
        var stream = streams.FindByLog(place.Log)?.Now;
        if (stream is null || stream.State.Tenant != call.Tenant)
            return Fault.NotFound($"The stream of the ShardIterator under account {call.Tenant.Account} not found.");
        if (arn is not null && arn != stream.State.Arn.ToString())
            return Fault.InvalidArgument($"StreamARN '{arn}' is not the stream of the ShardIterator.");

        var shard = stream.IsUsable ? stream.Shards.Find(place.Shard) : null;
        return shard is null
            ? StreamTexts.NoSuchShard(place.Shard, stream.State.Name, call.Tenant.Account)
            : (stream, shard);
    }

    private static Fault Expired(long createdAtMs, long nowMs) => Fault.ExpiredIterator(
        $"Iterator expired. The iterator was created at time {Text(createdAtMs)} while right now it is {Text(nowMs)} "
        + "which is further in the future than the tolerated delay of 300000 milliseconds.");

    private static string Text(long epochMs) => DateTimeOffset.FromUnixTimeMilliseconds(epochMs)
        .ToString("ddd MMM dd HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture);
}
