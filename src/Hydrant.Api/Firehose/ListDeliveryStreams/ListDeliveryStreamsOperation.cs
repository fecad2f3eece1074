using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.ListDeliveryStreams;

/// <summary>Names of the caller's delivery streams, in their order.</summary>
internal sealed class ListDeliveryStreamsOperation(DeliveryDirectory deliveries)
    : Operation<ListDeliveryStreamsRequest, ListDeliveryStreamsResponse>
{
    protected override Shape<ListDeliveryStreamsRequest?> Request => ListDeliveryStreamsShapes.Request;

    protected override Shape<ListDeliveryStreamsResponse?> Response => ListDeliveryStreamsShapes.Response;

    public override ValueTask<Outcome<ListDeliveryStreamsResponse>> HandleAsync(
        ListDeliveryStreamsRequest request, CallContext call, CancellationToken ct)
    {
        var type = request.DeliveryStreamType;
        var limit = request.Limit ?? FirehoseLimits.DefaultListLimit;
        List<string?> names =
            [.. deliveries.List(call.Tenant)
                .Select(stream => stream.Now)
                .Where(state => type is null || type == state.Spec.Type.ToString())
                .Select(state => state.Name)
                .Where(name => string.CompareOrdinal(name, request.ExclusiveStart) > 0)
                .Take(limit + 1)];

        var hasMore = names.Count > limit;
        if (hasMore) names.RemoveAt(limit);
        return ValueTask.FromResult<Outcome<ListDeliveryStreamsResponse>>(
            new ListDeliveryStreamsResponse { Names = names, HasMore = hasMore });
    }
}
