using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.GetResourcePolicy;

/// <summary>The policy of a resource as it was put; an empty object when it has none.</summary>
internal sealed class GetResourcePolicyOperation(ResourceLookup resources)
    : Operation<GetResourcePolicyRequest, GetResourcePolicyResponse>
{
    private const string Nothing = "{}";

    private static readonly Shape<GetResourcePolicyRequest?> RequestShape = ResourceRequest.ShapeOf<GetResourcePolicyRequest>();

    private static readonly Shape<GetResourcePolicyResponse?> ResponseShape =
        new StructureShape<GetResourcePolicyResponse>().Required("Policy", Shape.AnyString, r => r.Policy);

    protected override Shape<GetResourcePolicyRequest?> Request => RequestShape;

    protected override Shape<GetResourcePolicyResponse?> Response => ResponseShape;

    public override ValueTask<Outcome<GetResourcePolicyResponse>> HandleAsync(
        GetResourcePolicyRequest request, CallContext call, CancellationToken ct)
    {
        var found = resources.FindResource(request.ResourceArn!, call, "GetResourcePolicy");
        return ValueTask.FromResult<Outcome<GetResourcePolicyResponse>>(
            found.Ok ? new GetResourcePolicyResponse { Policy = found.Value.Policy ?? Nothing } : found.Fault);
    }
}

internal sealed class GetResourcePolicyRequest : ResourceRequest;

internal sealed class GetResourcePolicyResponse
{
    public string? Policy { get; init; }
}
