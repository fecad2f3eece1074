using Hydrant.Api.Firehose.Shared;
using Hydrant.Api.Shared;
using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.DeleteDeliveryStream;

/// <summary>Deletes a delivery stream; records that were not delivered are dropped.</summary>
internal sealed class DeleteDeliveryStreamOperation(DeliveryDirectory deliveries)
    : Operation<DeleteDeliveryStreamRequest, DeleteDeliveryStreamResponse>
{
    // AllowForceDelete overrides failures with customer keys, which there are none of here: deletion never fails for one.
    private static readonly Shape<DeleteDeliveryStreamRequest?> RequestShape =
        new StructureShape<DeleteDeliveryStreamRequest>()
        .Required(
            "DeliveryStreamName", FirehoseShapes.DeliveryStreamName,
            r => r.DeliveryStreamName, (r, v) => r.DeliveryStreamName = v)
        .Optional("AllowForceDelete", Shape.Boolean, r => r.AllowForceDelete, (r, v) => r.AllowForceDelete = v);

    private static readonly Shape<DeleteDeliveryStreamResponse?> ResponseShape =
        new StructureShape<DeleteDeliveryStreamResponse>();

    protected override Shape<DeleteDeliveryStreamRequest?> Request => RequestShape;

    protected override Shape<DeleteDeliveryStreamResponse?> Response => ResponseShape;

    public override async ValueTask<Outcome<DeleteDeliveryStreamResponse>> HandleAsync(
        DeleteDeliveryStreamRequest request, CallContext call, CancellationToken ct)
    {
        var found = deliveries.Find(call.Tenant, request.DeliveryStreamName!);
        if (!found.Ok) return found.Fault;

        return await deliveries.DeleteAsync(found.Value, ct) is { } fault ? fault : new DeleteDeliveryStreamResponse();
    }
}

internal sealed class DeleteDeliveryStreamRequest : INamesStream
{
    public string? DeliveryStreamName { get; set; }

    string? INamesStream.Stream => DeliveryStreamName;

    public bool? AllowForceDelete { get; set; }
}

internal sealed class DeleteDeliveryStreamResponse;
