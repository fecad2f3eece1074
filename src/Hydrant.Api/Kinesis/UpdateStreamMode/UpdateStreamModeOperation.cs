using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Quotas;
using Hydrant.Streams.Settings;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.UpdateStreamMode;

/// <summary>Says who decides from now on how many shards a stream has. It keeps those it has.</summary>
internal sealed class UpdateStreamModeOperation(StreamDirectory streams)
    : Operation<UpdateStreamModeRequest, NoAnswer>
{
    protected override Shape<UpdateStreamModeRequest?> Request => UpdateStreamModeRequest.Shape;

    protected override Shape<NoAnswer?>? Response => null;

    public override async ValueTask<Outcome<NoAnswer>> HandleAsync(
        UpdateStreamModeRequest request, CallContext call, CancellationToken ct)
    {
        var found = streams.Find(name: null, request.StreamArn, call, "UpdateStreamMode");
        if (!found.Ok) return found.Fault;

        var mode = request.StreamModeDetails!.StreamMode == "ON_DEMAND" ? StreamMode.OnDemand : StreamMode.Provisioned;
        var changed = await streams.UpdateAsync(found.Value, state => Change(state, mode, request.WarmThroughputMiBps), ct);
        return changed.Ok ? NoAnswer.Instance : changed.Fault;
    }

    private Outcome<StreamState> Change(StreamState state, StreamMode mode, int? warm)
    {
        if (WarmThroughput.FirstBroken(streams, state.Tenant, mode, warm) is { } broken) return broken;
        if (mode == state.Mode)
        {
            return warm is null
                ? state
                : Fault.InvalidArgument(
                    "WarmThroughputMiBps can be given to UpdateStreamMode only when the stream is switched to ON_DEMAND. "
                    + "Use UpdateStreamWarmThroughput API.");
        }

        if (mode == StreamMode.OnDemand && streams.RoomForOnDemand(state) is { } full) return full;

        var counted = streams.Count(state, RollingQuota.ModeSwitches);
        if (!counted.Ok) return counted.Fault;

        // What only on-demand streams have goes with the mode.
        var settings = state.Settings with
        {
            WarmThroughputMiBps = WarmThroughput.Kept(warm),
            Distribution = RecordDistribution.UserPartitionKey,
        };
        return streams.WithShards(counted.Value with { Mode = mode, Settings = settings }, atLeast: warm ?? 0);
    }
}

internal sealed class UpdateStreamModeRequest : StreamRequest
{
    public static readonly Shape<UpdateStreamModeRequest?> Shape = new StructureShape<UpdateStreamModeRequest>()
        .Required("StreamARN", KinesisShapes.StreamArn, r => r.StreamArn, (r, v) => r.StreamArn = v)
        .Required(
            "StreamModeDetails", KinesisShapes.StreamModeDetails,
            r => r.StreamModeDetails, (r, v) => r.StreamModeDetails = v)
        .Optional(
            "WarmThroughputMiBps", Wire.Shapes.Shape.Integer(min: 0),
            r => r.WarmThroughputMiBps, (r, v) => r.WarmThroughputMiBps = v)
        .Unsupported(r => r.NotSupported, "StreamId");

    public StreamModeDetails? StreamModeDetails { get; set; }

    public int? WarmThroughputMiBps { get; set; }
}
