using Hydrant.Api.Firehose.Shared;
using Hydrant.Api.Shared;
using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Delivery.Configuration;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.ListTagsForDeliveryStream;

/// <summary>Lists a delivery stream's tags in the order of their keys.</summary>
internal sealed class ListTagsForDeliveryStreamOperation(DeliveryDirectory deliveries)
    : Operation<ListTagsForDeliveryStreamRequest, ListTagsForDeliveryStreamResponse>
{
    private static readonly Shape<ListTagsForDeliveryStreamRequest?> RequestShape =
        new StructureShape<ListTagsForDeliveryStreamRequest>()
        .Required(
            "DeliveryStreamName", FirehoseShapes.DeliveryStreamName,
            r => r.DeliveryStreamName, (r, v) => r.DeliveryStreamName = v)
        .Optional(
            "ExclusiveStartTagKey", DeliveryTagShapes.Key,
            r => r.ExclusiveStartTagKey, (r, v) => r.ExclusiveStartTagKey = v)
        .Optional("Limit", Shape.Integer(1, FirehoseLimits.MaxTags), r => r.Limit, (r, v) => r.Limit = v);

    private static readonly Shape<ListTagsForDeliveryStreamResponse?> ResponseShape =
        new StructureShape<ListTagsForDeliveryStreamResponse>()
        .Required("Tags", DeliveryTagShapes.Listed, r => r.Tags)
        .Required("HasMoreTags", Shape.Boolean, r => r.HasMoreTags);

    protected override Shape<ListTagsForDeliveryStreamRequest?> Request => RequestShape;

    protected override Shape<ListTagsForDeliveryStreamResponse?> Response => ResponseShape;

    public override ValueTask<Outcome<ListTagsForDeliveryStreamResponse>> HandleAsync(
        ListTagsForDeliveryStreamRequest request, CallContext call, CancellationToken ct)
    {
        var found = deliveries.Find(call.Tenant, request.DeliveryStreamName!);
        return ValueTask.FromResult<Outcome<ListTagsForDeliveryStreamResponse>>(
            found.Ok ? Page(found.Value.Now, request) : found.Fault);
    }

    private static ListTagsForDeliveryStreamResponse Page(DeliveryStreamState state, ListTagsForDeliveryStreamRequest request)
    {
        var after = request.ExclusiveStartTagKey;
        var found = state.Spec.Tags.Where(tag => after is null || string.CompareOrdinal(tag.Key, after) > 0).ToList();
        var limit = request.Limit ?? FirehoseLimits.MaxTags;
        return new ListTagsForDeliveryStreamResponse
        {
            Tags = [.. found.Take(limit).Select(tag => new DeliveryTag { Key = tag.Key, Value = tag.Value })],
            HasMoreTags = found.Count > limit,
        };
    }
}

internal sealed class ListTagsForDeliveryStreamRequest : INamesStream
{
    public string? DeliveryStreamName { get; set; }

    string? INamesStream.Stream => DeliveryStreamName;

    public string? ExclusiveStartTagKey { get; set; }

    public int? Limit { get; set; }
}

internal sealed class ListTagsForDeliveryStreamResponse
{
    public List<DeliveryTag?> Tags { get; init; } = [];

    public bool HasMoreTags { get; init; }
}
