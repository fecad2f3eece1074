using Hydrant.Api.Firehose.Shared;
using Hydrant.Api.Shared;
using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.UntagDeliveryStream;

/// <summary>Takes tags away from a delivery stream; keys it does not have are no mistake.</summary>
internal sealed class UntagDeliveryStreamOperation(DeliveryDirectory deliveries)
    : Operation<UntagDeliveryStreamRequest, NoMembers>
{
    private static readonly Shape<UntagDeliveryStreamRequest?> RequestShape = new StructureShape<UntagDeliveryStreamRequest>()
        .Required(
            "DeliveryStreamName", FirehoseShapes.DeliveryStreamName,
            r => r.DeliveryStreamName, (r, v) => r.DeliveryStreamName = v)
        .Required("TagKeys", DeliveryTagShapes.Keys, r => r.TagKeys, (r, v) => r.TagKeys = v);

    protected override Shape<UntagDeliveryStreamRequest?> Request => RequestShape;

    protected override Shape<NoMembers?> Response => NoMembers.Shape;

    public override async ValueTask<Outcome<NoMembers>> HandleAsync(
        UntagDeliveryStreamRequest request, CallContext call, CancellationToken ct)
    {
        var found = deliveries.Find(call.Tenant, request.DeliveryStreamName!);
        if (!found.Ok) return found.Fault;

        var keys = request.TagKeys!.OfType<string>().ToList();
        var changed = await deliveries.AmendAsync(found.Value, state => DeliveryTags.Remove(state, keys), ct);
        return changed.Ok ? NoMembers.Instance : changed.Fault;
    }
}

internal sealed class UntagDeliveryStreamRequest : INamesStream
{
    public string? DeliveryStreamName { get; set; }

    string? INamesStream.Stream => DeliveryStreamName;

    public List<string?>? TagKeys { get; set; }
}
