using Hydrant.Api.Firehose.Shared;
using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Delivery.Configuration;
using Hydrant.Destinations.S3;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.UpdateDestination;

/// <summary>Changes the destination of a delivery stream that goes on taking records.</summary>
internal sealed class UpdateDestinationOperation(DeliveryDirectory deliveries)
    : Operation<UpdateDestinationRequest, UpdateDestinationResponse>
{
    private static readonly Shape<UpdateDestinationResponse?> ResponseShape = new StructureShape<UpdateDestinationResponse>();

    protected override Shape<UpdateDestinationRequest?> Request => UpdateDestinationShapes.Request;

    protected override Shape<UpdateDestinationResponse?> Response => ResponseShape;

    protected override bool KeepsQuotas(UpdateDestinationRequest request, CallContext call) =>
        deliveries.KeepsLimits(call.Tenant, request.DeliveryStreamName);

    public override async ValueTask<Outcome<UpdateDestinationResponse>> HandleAsync(
        UpdateDestinationRequest request, CallContext call, CancellationToken ct)
    {
        if (request.S3 is null == request.ExtendedS3 is null)
            return Fault.InvalidArgument("Exactly one destination configuration is supported for a Firehose");

        var found = deliveries.Find(call.Tenant, request.DeliveryStreamName!);
        if (!found.Ok) return DeliveryTexts.NotFoundForUpdate(request.DeliveryStreamName!, call.Tenant);
        if (request.DestinationId != FirehoseShapes.OnlyDestinationId)
            return Fault.InvalidArgument($"Destination Id {request.DestinationId} not found");

        var updated = await deliveries.UpdateDestinationAsync(found.Value, request.VersionId!, Change, ct);
        return updated.Ok ? new UpdateDestinationResponse() : updated.Fault;

        Outcome<DestinationSettings> Change(DeliveryStreamState state) => S3Updates.Apply(
            state.Spec.Destination, (request.ExtendedS3 ?? request.S3)!, call.ArrivedAt, deliveries.Options.KeepsLimits(state.Spec.Tags));
    }
}

internal sealed class UpdateDestinationResponse;
