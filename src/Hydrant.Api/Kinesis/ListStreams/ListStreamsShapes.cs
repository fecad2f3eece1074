using Hydrant.Api.Kinesis.Shared;
using Hydrant.Streams;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.ListStreams;

internal sealed class ListStreamsRequest
{
    public int? Limit { get; set; }

    public string? ExclusiveStartStreamName { get; set; }

    public string? NextToken { get; set; }
}

internal sealed class ListStreamsResponse
{
    public List<StreamSummary> Streams { get; init; } = [];

    public bool HasMoreStreams { get; init; }

    public string? NextToken { get; init; }
}

internal sealed class StreamSummary
{
    public StreamState State { get; init; } = null!;
}

internal static class ListStreamsShapes
{
    public static readonly Shape<ListStreamsRequest?> Request = new StructureShape<ListStreamsRequest>()
        .Optional("Limit", Shape.Integer(1, 10_000), r => r.Limit, (r, v) => r.Limit = v)
        .Optional(
            "ExclusiveStartStreamName", KinesisShapes.StreamName,
            r => r.ExclusiveStartStreamName, (r, v) => r.ExclusiveStartStreamName = v)
        .Optional("NextToken", KinesisShapes.NextToken, r => r.NextToken, (r, v) => r.NextToken = v);

    private static readonly Shape<StreamSummary?> Summary = new StructureShape<StreamSummary>()
        .Required("StreamName", Shape.AnyString, s => s.State.Name.ToString())
        .Required("StreamARN", Shape.AnyString, s => s.State.Arn.ToString())
        .Required("StreamStatus", Shape.AnyString, s => s.State.Status.ToString().ToUpperInvariant())
        .Required("StreamModeDetails", KinesisShapes.StreamModeDetails, s => StreamModeDetails.Of(s.State.Mode))
        .Required("StreamCreationTimestamp", Shape.Timestamp, s => s.State.CreatedAtMs / 1000 * 1000);

    public static readonly Shape<ListStreamsResponse?> Response = new StructureShape<ListStreamsResponse>()
        .Required("StreamNames", Shape.List(Shape.AnyString), r => [.. r.Streams.Select(s => (string?)s.State.Name.ToString())])
        .Required("HasMoreStreams", Shape.Boolean, r => r.HasMoreStreams)
        .Optional("NextToken", Shape.AnyString, r => r.NextToken)
        .Required("StreamSummaries", Shape.List(Summary), r => [.. r.Streams]);
}
