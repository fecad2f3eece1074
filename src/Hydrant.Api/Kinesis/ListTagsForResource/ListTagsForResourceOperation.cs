using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.ListTagsForResource;

/// <summary>Lists all tags of a resource in the order of their keys.</summary>
internal sealed class ListTagsForResourceOperation(ResourceLookup resources)
    : Operation<ListTagsForResourceRequest, ListTagsForResourceResponse>
{
    private static readonly Shape<ListTagsForResourceRequest?> RequestShape =
        ResourceRequest.ShapeOf<ListTagsForResourceRequest>();

    private static readonly Shape<ListTagsForResourceResponse?> ResponseShape =
        new StructureShape<ListTagsForResourceResponse>().Required("Tags", TagShapes.Tags, r => r.Tags);

    protected override Shape<ListTagsForResourceRequest?> Request => RequestShape;

    protected override Shape<ListTagsForResourceResponse?> Response => ResponseShape;

    public override ValueTask<Outcome<ListTagsForResourceResponse>> HandleAsync(
        ListTagsForResourceRequest request, CallContext call, CancellationToken ct)
    {
        var found = resources.FindResource(request.ResourceArn!, call, "ListTagsForResource");
        return ValueTask.FromResult<Outcome<ListTagsForResourceResponse>>(
            found.Ok ? new ListTagsForResourceResponse { Tags = TagShapes.Views(found.Value.Tags) } : found.Fault);
    }
}

internal sealed class ListTagsForResourceRequest : ResourceRequest;

internal sealed class ListTagsForResourceResponse
{
    public List<TagView?> Tags { get; init; } = [];
}
