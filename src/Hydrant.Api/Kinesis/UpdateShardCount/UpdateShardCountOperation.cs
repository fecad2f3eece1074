using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Quotas;
using Hydrant.Streams.Resharding;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.UpdateShardCount;

/// <summary>Divides a stream evenly among a new number of shards. It is UPDATING when the answer comes.</summary>
internal sealed class UpdateShardCountOperation(StreamDirectory streams)
    : Operation<UpdateShardCountRequest, UpdateShardCountResponse>
{
    private static readonly Shape<UpdateShardCountRequest?> RequestShape = StreamRequest.ShapeOf<UpdateShardCountRequest>()
        .Required("TargetShardCount", Shape.Integer(min: 1), r => r.TargetShardCount, (r, v) => r.TargetShardCount = v)
        .Required("ScalingType", Shape.Enum("UNIFORM_SCALING"), r => r.ScalingType, (r, v) => r.ScalingType = v);

    private static readonly Shape<UpdateShardCountResponse?> ResponseShape = new StructureShape<UpdateShardCountResponse>()
        .Required("StreamName", Shape.AnyString, r => r.State.Name.ToString())
        .Required("CurrentShardCount", Shape.Integer(), r => r.State.Shards.Count(shard => shard.IsOpen))
        .Required("TargetShardCount", Shape.Integer(), r => r.TargetShardCount)
        .Required("StreamARN", Shape.AnyString, r => r.State.Arn.ToString());

    protected override Shape<UpdateShardCountRequest?> Request => RequestShape;

    protected override Shape<UpdateShardCountResponse?> Response => ResponseShape;

    public override async ValueTask<Outcome<UpdateShardCountResponse>> HandleAsync(
        UpdateShardCountRequest request, CallContext call, CancellationToken ct)
    {
        var found = streams.Find(request.StreamName, request.StreamArn, call, "UpdateShardCount");
        if (!found.Ok) return found.Fault;

        var target = request.TargetShardCount!.Value;
        var resharding = await streams.ReshardAsync(found.Value, new ReshardRequest.Scale(target), RollingQuota.ShardCountUpdates, ct);
        if (!resharding.Ok) return resharding.Fault;

        // The state from before the shards change: the open shards are those that were there at the call.
        return new UpdateShardCountResponse { State = resharding.Value, TargetShardCount = target };
    }
}

internal sealed class UpdateShardCountRequest : StreamRequest
{
    public int? TargetShardCount { get; set; }

    public string? ScalingType { get; set; }
}

internal sealed class UpdateShardCountResponse
{
    public StreamState State { get; init; } = null!;

    public int TargetShardCount { get; init; }
}
