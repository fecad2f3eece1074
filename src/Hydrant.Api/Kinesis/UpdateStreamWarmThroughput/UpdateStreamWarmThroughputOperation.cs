using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.UpdateStreamWarmThroughput;

/// <summary>
/// Makes an on-demand stream ready for so much throughput: it gets the shards for it now, and keeps them. With less, or
/// none, shards go when the load lets them.
/// </summary>
internal sealed class UpdateStreamWarmThroughputOperation(StreamDirectory streams)
    : Operation<UpdateStreamWarmThroughputRequest, UpdateStreamWarmThroughputResponse>
{
    private static readonly Shape<UpdateStreamWarmThroughputRequest?> RequestShape =
        StreamRequest.ShapeOf<UpdateStreamWarmThroughputRequest>()
            .Required(
                "WarmThroughputMiBps", Shape.Integer(min: 0),
                r => r.WarmThroughputMiBps, (r, v) => r.WarmThroughputMiBps = v);

    private static readonly Shape<UpdateStreamWarmThroughputResponse?> ResponseShape =
        new StructureShape<UpdateStreamWarmThroughputResponse>()
            .Required("StreamARN", Shape.AnyString, r => r.State.Arn.ToString())
            .Required("StreamName", Shape.AnyString, r => r.State.Name.ToString())
            .Required("WarmThroughput", WarmThroughput.Shape, r => WarmThroughput.Of(r.State));

    protected override Shape<UpdateStreamWarmThroughputRequest?> Request => RequestShape;

    protected override Shape<UpdateStreamWarmThroughputResponse?> Response => ResponseShape;

    public override async ValueTask<Outcome<UpdateStreamWarmThroughputResponse>> HandleAsync(
        UpdateStreamWarmThroughputRequest request, CallContext call, CancellationToken ct)
    {
        var found = streams.Find(request.StreamName, request.StreamArn, call, "UpdateStreamWarmThroughput");
        if (!found.Ok) return found.Fault;

        var changed = await streams.UpdateAsync(found.Value, state => Change(state, request.WarmThroughputMiBps!.Value), ct);
        return changed.Ok ? new UpdateStreamWarmThroughputResponse { State = changed.Value } : changed.Fault;
    }

    private Outcome<StreamState> Change(StreamState state, int mibps)
    {
        if (WarmThroughput.FirstBroken(streams, state.Tenant, state.Mode, mibps) is { } broken) return broken;

        var settings = state.Settings with { WarmThroughputMiBps = WarmThroughput.Kept(mibps) };
        return streams.WithShards(state with { Settings = settings }, atLeast: mibps);
    }
}

internal sealed class UpdateStreamWarmThroughputRequest : StreamRequest
{
    public int? WarmThroughputMiBps { get; set; }
}

internal sealed class UpdateStreamWarmThroughputResponse
{
    public StreamState State { get; init; } = null!;
}
