using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.ListTagsForStream;

/// <summary>Lists a stream's tags in the order of their keys.</summary>
internal sealed class ListTagsForStreamOperation(StreamDirectory streams)
    : Operation<ListTagsForStreamRequest, ListTagsForStreamResponse>
{
    private static readonly Shape<ListTagsForStreamRequest?> RequestShape = StreamRequest.ShapeOf<ListTagsForStreamRequest>()
        .Optional(
            "ExclusiveStartTagKey", Shape.String(1, 128),
            r => r.ExclusiveStartTagKey, (r, v) => r.ExclusiveStartTagKey = v)
        .Optional("Limit", Shape.Integer(1, KinesisLimits.MaxTags), r => r.Limit, (r, v) => r.Limit = v);

    private static readonly Shape<ListTagsForStreamResponse?> ResponseShape =
        new StructureShape<ListTagsForStreamResponse>()
            .Required("Tags", TagShapes.Tags, r => r.Tags)
            .Required("HasMoreTags", Shape.Boolean, r => r.HasMoreTags);

    protected override Shape<ListTagsForStreamRequest?> Request => RequestShape;

    protected override Shape<ListTagsForStreamResponse?> Response => ResponseShape;

    public override ValueTask<Outcome<ListTagsForStreamResponse>> HandleAsync(
        ListTagsForStreamRequest request, CallContext call, CancellationToken ct)
    {
        var found = streams.Find(request.StreamName, request.StreamArn, call, "ListTagsForStream");
        return ValueTask.FromResult<Outcome<ListTagsForStreamResponse>>(
            found.Ok ? Page(found.Value.Now.State, request) : found.Fault);
    }

    private static ListTagsForStreamResponse Page(StreamState state, ListTagsForStreamRequest request)
    {
        var after = request.ExclusiveStartTagKey;
        var found = state.Tags.Where(tag => after is null || string.CompareOrdinal(tag.Key, after) > 0).ToList();
        var limit = request.Limit ?? KinesisLimits.MaxTags;
        return new ListTagsForStreamResponse { Tags = TagShapes.Views(found.Take(limit)), HasMoreTags = found.Count > limit };
    }
}

internal sealed class ListTagsForStreamRequest : StreamRequest
{
    public string? ExclusiveStartTagKey { get; set; }

    public int? Limit { get; set; }
}

internal sealed class ListTagsForStreamResponse
{
    public List<TagView?> Tags { get; init; } = [];

    public bool HasMoreTags { get; init; }
}
