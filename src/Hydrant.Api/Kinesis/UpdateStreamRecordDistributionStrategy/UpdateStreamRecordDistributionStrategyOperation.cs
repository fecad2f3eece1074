using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.UpdateStreamRecordDistributionStrategy;

/// <summary>Says how records find their shard from the next put on. What is stored stays where it is.</summary>
internal sealed class UpdateStreamRecordDistributionStrategyOperation(StreamDirectory streams)
    : Operation<UpdateStreamRecordDistributionStrategyRequest, NoAnswer>
{
    private static readonly Shape<UpdateStreamRecordDistributionStrategyRequest?> Shapes =
        new StructureShape<UpdateStreamRecordDistributionStrategyRequest>()
            .Required("StreamARN", KinesisShapes.StreamArn, r => r.StreamArn, (r, v) => r.StreamArn = v)
            .Required(
                "RecordDistributionStrategy", RecordDistributions.Shape,
                r => r.RecordDistributionStrategy, (r, v) => r.RecordDistributionStrategy = v)
            .Unsupported(r => r.NotSupported, "StreamId");

    protected override Shape<UpdateStreamRecordDistributionStrategyRequest?> Request => Shapes;

    protected override Shape<NoAnswer?>? Response => null;

    public override async ValueTask<Outcome<NoAnswer>> HandleAsync(
        UpdateStreamRecordDistributionStrategyRequest request, CallContext call, CancellationToken ct)
    {
        var found = streams.Find(name: null, request.StreamArn, call, "UpdateStreamRecordDistributionStrategy");
        if (!found.Ok) return found.Fault;

        var changed = await streams.AmendAsync(found.Value, state => Change(state, request.RecordDistributionStrategy), ct);
        return changed.Ok ? NoAnswer.Instance : changed.Fault;
    }

    private static Outcome<StreamState> Change(StreamState state, string? strategy)
    {
        var wanted = RecordDistributions.Of(strategy);
        return RecordDistributions.FirstBroken(state.Mode, wanted) is { } broken
            ? broken
            : state with { Settings = state.Settings with { Distribution = wanted } };
    }
}

internal sealed class UpdateStreamRecordDistributionStrategyRequest : StreamRequest
{
    public string? RecordDistributionStrategy { get; set; }
}
