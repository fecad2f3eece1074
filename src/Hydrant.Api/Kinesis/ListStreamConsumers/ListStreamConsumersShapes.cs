using Hydrant.Api.Shared;
using Hydrant.Api.Kinesis.Shared;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.ListStreamConsumers;

internal sealed class ListStreamConsumersRequest : INamesStream
{
    public string? Stream => StreamNames.InArn(StreamArn);

    public string? StreamArn { get; set; }

    public string? NextToken { get; set; }

    public int? MaxResults { get; set; }

    public long? StreamCreationTimestamp { get; set; }

    public List<string> NotSupported { get; } = [];
}

internal sealed class ListStreamConsumersResponse
{
    public List<ConsumerView?> Consumers { get; init; } = [];

    public string? NextToken { get; init; }
}

internal static class ListStreamConsumersShapes
{
    public static readonly Shape<ListStreamConsumersRequest?> Request = new StructureShape<ListStreamConsumersRequest>()
        .Required("StreamARN", KinesisShapes.StreamArn, r => r.StreamArn, (r, v) => r.StreamArn = v)
        .Optional("NextToken", KinesisShapes.NextToken, r => r.NextToken, (r, v) => r.NextToken = v)
        .Optional("MaxResults", Shape.Integer(1, 10_000), r => r.MaxResults, (r, v) => r.MaxResults = v)
        .Optional(
            "StreamCreationTimestamp", Shape.Timestamp,
            r => r.StreamCreationTimestamp, (r, v) => r.StreamCreationTimestamp = v)
        .Unsupported(r => r.NotSupported, "StreamId");

    public static readonly Shape<ListStreamConsumersResponse?> Response = new StructureShape<ListStreamConsumersResponse>()
        .Required("Consumers", Shape.List(ConsumerShapes.Consumer), r => r.Consumers)
        .Optional("NextToken", Shape.AnyString, r => r.NextToken);
}
