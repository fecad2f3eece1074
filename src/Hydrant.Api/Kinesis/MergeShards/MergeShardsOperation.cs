using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Resharding;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.MergeShards;

/// <summary>Makes one shard of two neighbours. The stream is UPDATING when the answer comes, and ACTIVE soon after.</summary>
internal sealed class MergeShardsOperation(StreamDirectory streams) : Operation<MergeShardsRequest, NoAnswer>
{
    private static readonly Shape<MergeShardsRequest?> Shapes = StreamRequest.ShapeOf<MergeShardsRequest>()
        .Required("ShardToMerge", KinesisShapes.ShardId, r => r.ShardToMerge, (r, v) => r.ShardToMerge = v)
        .Required(
            "AdjacentShardToMerge", KinesisShapes.ShardId,
            r => r.AdjacentShardToMerge, (r, v) => r.AdjacentShardToMerge = v);

    protected override Shape<MergeShardsRequest?> Request => Shapes;

    protected override Shape<NoAnswer?>? Response => null;

    public override async ValueTask<Outcome<NoAnswer>> HandleAsync(
        MergeShardsRequest request, CallContext call, CancellationToken ct)
    {
        var found = streams.FindWithShards(
            request, call, "MergeShards", request.ShardToMerge!, request.AdjacentShardToMerge!);
        if (!found.Ok) return found.Fault;

        var (stream, shards) = found.Value;
        var resharding = await streams.ReshardAsync(stream, new ReshardRequest.Merge(shards[0], shards[1]), ct);
        return resharding.Ok ? NoAnswer.Instance : resharding.Fault;
    }
}

internal sealed class MergeShardsRequest : StreamRequest
{
    public string? ShardToMerge { get; set; }

    public string? AdjacentShardToMerge { get; set; }
}
