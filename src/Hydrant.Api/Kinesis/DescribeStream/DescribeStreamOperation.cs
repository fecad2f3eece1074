using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Shards;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.DescribeStream;

/// <summary>Describes a stream and a page of its shards.</summary>
internal sealed class DescribeStreamOperation(StreamDirectory streams)
    : Operation<DescribeStreamRequest, DescribeStreamResponse>
{
    protected override Shape<DescribeStreamRequest?> Request => DescribeStreamShapes.Request;

    protected override Shape<DescribeStreamResponse?> Response => DescribeStreamShapes.Response;

    public override ValueTask<Outcome<DescribeStreamResponse>> HandleAsync(
        DescribeStreamRequest request, CallContext call, CancellationToken ct)
    {
        var found = streams.Find(request.StreamName, request.StreamArn, call, "DescribeStream");
        return ValueTask.FromResult<Outcome<DescribeStreamResponse>>(
            found.Ok ? Describe(found.Value.Now, request) : found.Fault);
    }

    private static DescribeStreamResponse Describe(LiveStream.Moment now, DescribeStreamRequest request)
    {
        // A stream that is being made shows no shards yet.
        IEnumerable<LiveShard> shards = now.State.Status == StreamStatus.Creating ? [] : now.Shards.All;
        if (request.ExclusiveStartShardId is { } after)
            shards = shards.Where(shard => string.CompareOrdinal(shard.Id.ToString(), after) > 0);

        var limit = Math.Min(request.Limit ?? KinesisLimits.MaxDescribeStreamShards, KinesisLimits.MaxDescribeStreamShards);
        var page = shards.Take(limit + 1).ToList();
        return new DescribeStreamResponse
        {
            State = now.State,
            HasMoreShards = page.Count > limit,
            Shards = ShardShapes.Views(page.Take(limit)),
        };
    }
}
