using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.RemoveTagsFromStream;

/// <summary>Takes tags from a stream; those it has not are no mistake.</summary>
internal sealed class RemoveTagsFromStreamOperation(StreamDirectory streams)
    : Operation<RemoveTagsFromStreamRequest, NoAnswer>
{
    private static readonly Shape<RemoveTagsFromStreamRequest?> Shapes = StreamRequest.ShapeOf<RemoveTagsFromStreamRequest>()
        .Required("TagKeys", TagShapes.Keys, r => r.TagKeys, (r, v) => r.TagKeys = v);

    protected override Shape<RemoveTagsFromStreamRequest?> Request => Shapes;

    protected override Shape<NoAnswer?>? Response => null;

    public override async ValueTask<Outcome<NoAnswer>> HandleAsync(
        RemoveTagsFromStreamRequest request, CallContext call, CancellationToken ct)
    {
        var found = streams.Find(request.StreamName, request.StreamArn, call, "RemoveTagsFromStream");
        if (!found.Ok) return found.Fault;

        var resource = new StreamResource(streams, found.Value);
        var refused = await resource.ChangeTagsAsync(tags => TagRules.Remove(resource.Label, tags, request.TagKeys!), ct);
        return refused is null ? NoAnswer.Instance : refused;
    }
}

internal sealed class RemoveTagsFromStreamRequest : StreamRequest
{
    public List<string?>? TagKeys { get; set; }
}
