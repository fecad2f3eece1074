using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.UntagResource;

/// <summary>Takes tags from a resource.</summary>
internal sealed class UntagResourceOperation(ResourceLookup resources) : Operation<UntagResourceRequest, NoAnswer>
{
    private static readonly Shape<UntagResourceRequest?> Shapes = ResourceRequest.ShapeOf<UntagResourceRequest>()
        .Required("TagKeys", TagShapes.Keys, r => r.TagKeys, (r, v) => r.TagKeys = v);

    protected override Shape<UntagResourceRequest?> Request => Shapes;

    protected override Shape<NoAnswer?>? Response => null;

    public override async ValueTask<Outcome<NoAnswer>> HandleAsync(
        UntagResourceRequest request, CallContext call, CancellationToken ct)
    {
        var found = resources.FindResource(request.ResourceArn!, call, "UntagResource");
        if (!found.Ok) return found.Fault;

        var resource = found.Value;
        var refused = await resource.ChangeTagsAsync(tags => TagRules.Remove(resource.Label, tags, request.TagKeys!), ct);
        return refused is null ? NoAnswer.Instance : refused;
    }
}

internal sealed class UntagResourceRequest : ResourceRequest
{
    public List<string?>? TagKeys { get; set; }
}
