using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.TagResource;

/// <summary>Gives a resource more tags. A stream has one set of them, however they were given.</summary>
internal sealed class TagResourceOperation(ResourceLookup resources) : Operation<TagResourceRequest, NoAnswer>
{
    private static readonly Shape<TagResourceRequest?> Shapes = ResourceRequest.ShapeOf<TagResourceRequest>()
        .Required("Tags", KinesisShapes.Tags, r => r.Tags, (r, v) => r.Tags = v);

    protected override Shape<TagResourceRequest?> Request => Shapes;

    protected override Shape<NoAnswer?>? Response => null;

    public override async ValueTask<Outcome<NoAnswer>> HandleAsync(
        TagResourceRequest request, CallContext call, CancellationToken ct)
    {
        var found = resources.FindResource(request.ResourceArn!, call, "TagResource");
        if (!found.Ok) return found.Fault;

        var resource = found.Value;
        var refused = await resource.ChangeTagsAsync(tags => TagRules.Add(resource.Label, tags, request.Tags!), ct);
        return refused is null ? NoAnswer.Instance : refused;
    }
}

internal sealed class TagResourceRequest : ResourceRequest
{
    public Dictionary<string, string>? Tags { get; set; }
}
