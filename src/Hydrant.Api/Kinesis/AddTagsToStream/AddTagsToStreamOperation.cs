using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.AddTagsToStream;

/// <summary>Gives a stream more tags, or other values to tags it has.</summary>
internal sealed class AddTagsToStreamOperation(StreamDirectory streams) : Operation<AddTagsToStreamRequest, NoAnswer>
{
    private static readonly Shape<AddTagsToStreamRequest?> Shapes = StreamRequest.ShapeOf<AddTagsToStreamRequest>()
        .Required("Tags", KinesisShapes.Tags, r => r.Tags, (r, v) => r.Tags = v);

    protected override Shape<AddTagsToStreamRequest?> Request => Shapes;

    protected override Shape<NoAnswer?>? Response => null;

    public override async ValueTask<Outcome<NoAnswer>> HandleAsync(
        AddTagsToStreamRequest request, CallContext call, CancellationToken ct)
    {
        var found = streams.Find(request.StreamName, request.StreamArn, call, "AddTagsToStream");
        if (!found.Ok) return found.Fault;

        var resource = new StreamResource(streams, found.Value);
        var refused = await resource.ChangeTagsAsync(tags => TagRules.Add(resource.Label, tags, request.Tags!), ct);
        return refused is null ? NoAnswer.Instance : refused;
    }
}

internal sealed class AddTagsToStreamRequest : StreamRequest
{
    public Dictionary<string, string>? Tags { get; set; }
}
