using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.DescribeDeliveryStream;

/// <summary>Describes a delivery stream, its source and its destination, whatever its state.</summary>
internal sealed class DescribeDeliveryStreamOperation(DeliveryDirectory deliveries)
    : Operation<DescribeDeliveryStreamRequest, DescribeDeliveryStreamResponse>
{
    protected override Shape<DescribeDeliveryStreamRequest?> Request => DescribeDeliveryStreamShapes.Request;

    protected override Shape<DescribeDeliveryStreamResponse?> Response => DescribeDeliveryStreamShapes.Response;

    public override ValueTask<Outcome<DescribeDeliveryStreamResponse>> HandleAsync(
        DescribeDeliveryStreamRequest request, CallContext call, CancellationToken ct)
    {
        var found = deliveries.Find(call.Tenant, request.DeliveryStreamName!);
        return ValueTask.FromResult<Outcome<DescribeDeliveryStreamResponse>>(found.Ok
            ? new DescribeDeliveryStreamResponse(found.Value.Now, request.ExclusiveStartDestinationId)
            : found.Fault);
    }
}
