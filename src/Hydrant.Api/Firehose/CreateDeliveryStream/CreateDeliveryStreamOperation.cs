using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Streams;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.CreateDeliveryStream;

/// <summary>Makes a delivery stream. It is CREATING when the answer comes, and ACTIVE soon after.</summary>
internal sealed class CreateDeliveryStreamOperation(DeliveryDirectory deliveries)
    : Operation<CreateDeliveryStreamRequest, CreateDeliveryStreamResponse>
{
    protected override Shape<CreateDeliveryStreamRequest?> Request => CreateDeliveryStreamShapes.Request;

    protected override Shape<CreateDeliveryStreamResponse?> Response => CreateDeliveryStreamShapes.Response;

    // The tags that come with the request already say so.
    protected override bool KeepsQuotas(CreateDeliveryStreamRequest request, CallContext call) =>
        deliveries.Options.KeepsLimits(request.Tags?.Find(tag => tag?.Key == StreamOptions.LimitsTag)?.Value);

    public override async ValueTask<Outcome<CreateDeliveryStreamResponse>> HandleAsync(
        CreateDeliveryStreamRequest request, CallContext call, CancellationToken ct)
    {
        if (CreateDeliveryStreamRules.FirstBroken(request) is { } fault) return fault;
        if (deliveries.RoomFor(call.Tenant, request.DeliveryStreamName!) is { } full) return full;

        var spec = CreateDeliveryStreamRules.Check(request, deliveries.Options, call);
        if (!spec.Ok) return spec.Fault;

        var created = await deliveries.CreateAsync(call.Tenant, spec.Value, ct);
        if (!created.Ok) return created.Fault;

        return new CreateDeliveryStreamResponse { DeliveryStreamArn = created.Value.Now.Arn.ToString() };
    }
}
