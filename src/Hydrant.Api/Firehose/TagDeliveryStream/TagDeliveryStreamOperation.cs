using Hydrant.Api.Firehose.Shared;
using Hydrant.Api.Shared;
using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.TagDeliveryStream;

/// <summary>Gives a delivery stream more tags, or other values to tags it has.</summary>
internal sealed class TagDeliveryStreamOperation(DeliveryDirectory deliveries) : Operation<TagDeliveryStreamRequest, NoMembers>
{
    private static readonly Shape<TagDeliveryStreamRequest?> RequestShape = new StructureShape<TagDeliveryStreamRequest>()
        .Required(
            "DeliveryStreamName", FirehoseShapes.DeliveryStreamName,
            r => r.DeliveryStreamName, (r, v) => r.DeliveryStreamName = v)
        .Required("Tags", DeliveryTagShapes.Given, r => r.Tags, (r, v) => r.Tags = v);

    protected override Shape<TagDeliveryStreamRequest?> Request => RequestShape;

    protected override Shape<NoMembers?> Response => NoMembers.Shape;

    public override async ValueTask<Outcome<NoMembers>> HandleAsync(
        TagDeliveryStreamRequest request, CallContext call, CancellationToken ct)
    {
        var found = deliveries.Find(call.Tenant, request.DeliveryStreamName!);
        if (!found.Ok) return found.Fault;

        var more = DeliveryTags.Of(request.Tags);
        if (!more.Ok) return more.Fault;

        var changed = await deliveries.AmendAsync(found.Value, state => DeliveryTags.Add(state, more.Value), ct);
        return changed.Ok ? NoMembers.Instance : changed.Fault;
    }
}

internal sealed class TagDeliveryStreamRequest : INamesStream
{
    public string? DeliveryStreamName { get; set; }

    string? INamesStream.Stream => DeliveryStreamName;

    public List<DeliveryTag?>? Tags { get; set; }
}
