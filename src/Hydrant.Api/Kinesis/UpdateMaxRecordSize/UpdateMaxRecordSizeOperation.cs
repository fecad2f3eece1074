using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.UpdateMaxRecordSize;

/// <summary>Sets the largest record a stream takes. Larger ones that are there stay readable.</summary>
internal sealed class UpdateMaxRecordSizeOperation(StreamDirectory streams)
    : Operation<UpdateMaxRecordSizeRequest, NoAnswer>
{
    private static readonly Shape<UpdateMaxRecordSizeRequest?> Shapes = new StructureShape<UpdateMaxRecordSizeRequest>()
        .Optional("StreamARN", KinesisShapes.StreamArn, r => r.StreamArn, (r, v) => r.StreamArn = v)
        .Required(
            "MaxRecordSizeInKiB", Shape.Integer(KinesisLimits.MinMaxRecordKiB, KinesisLimits.MaxMaxRecordKiB),
            r => r.MaxRecordSizeInKiB, (r, v) => r.MaxRecordSizeInKiB = v)
        .Unsupported(r => r.NotSupported, "StreamId");

    protected override Shape<UpdateMaxRecordSizeRequest?> Request => Shapes;

    protected override Shape<NoAnswer?>? Response => null;

    public override async ValueTask<Outcome<NoAnswer>> HandleAsync(
        UpdateMaxRecordSizeRequest request, CallContext call, CancellationToken ct)
    {
        var found = streams.Find(name: null, request.StreamArn, call, "UpdateMaxRecordSize");
        if (!found.Ok) return found.Fault;

        var changed = await streams.UpdateAsync(
            found.Value, state => state with { MaxRecordKiB = request.MaxRecordSizeInKiB!.Value }, ct);
        return changed.Ok ? NoAnswer.Instance : changed.Fault;
    }
}

internal sealed class UpdateMaxRecordSizeRequest : StreamRequest
{
    public int? MaxRecordSizeInKiB { get; set; }
}
