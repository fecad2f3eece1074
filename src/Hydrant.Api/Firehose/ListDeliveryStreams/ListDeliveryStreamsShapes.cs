using Hydrant.Api.Firehose.Shared;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.ListDeliveryStreams;

internal sealed class ListDeliveryStreamsRequest
{
    public int? Limit { get; set; }

    public string? DeliveryStreamType { get; set; }

    public string? ExclusiveStart { get; set; }
}

internal sealed class ListDeliveryStreamsResponse
{
    public List<string?> Names { get; init; } = [];

    public bool HasMore { get; init; }
}

internal static class ListDeliveryStreamsShapes
{
    public static readonly Shape<ListDeliveryStreamsRequest?> Request = new StructureShape<ListDeliveryStreamsRequest>()
        .Optional("Limit", FirehoseShapes.Limit, r => r.Limit, (r, v) => r.Limit = v)
        .Optional(
            "DeliveryStreamType", FirehoseShapes.DeliveryStreamType,
            r => r.DeliveryStreamType, (r, v) => r.DeliveryStreamType = v)
        .Optional(
            "ExclusiveStartDeliveryStreamName", FirehoseShapes.DeliveryStreamName,
            r => r.ExclusiveStart, (r, v) => r.ExclusiveStart = v);

    public static readonly Shape<ListDeliveryStreamsResponse?> Response =
        new StructureShape<ListDeliveryStreamsResponse>()
        .Required("DeliveryStreamNames", Shape.List(Shape.AnyString), r => r.Names)
        .Required("HasMoreDeliveryStreams", Shape.Boolean, r => r.HasMore);
}
