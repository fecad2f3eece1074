using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Resharding;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.SplitShard;

/// <summary>Makes two shards of one. The stream is UPDATING when the answer comes, and ACTIVE soon after.</summary>
internal sealed class SplitShardOperation(StreamDirectory streams) : Operation<SplitShardRequest, NoAnswer>
{
    private static readonly Shape<SplitShardRequest?> Shapes = StreamRequest.ShapeOf<SplitShardRequest>()
        .Required("ShardToSplit", KinesisShapes.ShardId, r => r.ShardToSplit, (r, v) => r.ShardToSplit = v)
        .Required("NewStartingHashKey", KinesisShapes.HashKey, r => r.NewStartingHashKey, (r, v) => r.NewStartingHashKey = v);

    protected override Shape<SplitShardRequest?> Request => Shapes;

    protected override Shape<NoAnswer?>? Response => null;

    public override async ValueTask<Outcome<NoAnswer>> HandleAsync(
        SplitShardRequest request, CallContext call, CancellationToken ct)
    {
        var found = streams.FindWithShards(request, call, "SplitShard", request.ShardToSplit!);
        if (!found.Ok) return found.Fault;

        var (stream, shards) = found.Value;
        if (!HashKey.TryParse(request.NewStartingHashKey!, out var key))
        {
            return Fault.InvalidArgument(
                "Invalid NewStartingHashKey. NewStartingHashKey must be in the range: [0, 2^128-1]. "
                + $"Specified value was {request.NewStartingHashKey}");
        }

        var resharding = await streams.ReshardAsync(stream, new ReshardRequest.Split(shards[0], key), ct);
        return resharding.Ok ? NoAnswer.Instance : resharding.Fault;
    }
}

internal sealed class SplitShardRequest : StreamRequest
{
    public string? ShardToSplit { get; set; }

    public string? NewStartingHashKey { get; set; }
}
