using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.DeleteResourcePolicy;

/// <summary>Takes the policy from a resource that has one.</summary>
internal sealed class DeleteResourcePolicyOperation(ResourceLookup resources)
    : Operation<DeleteResourcePolicyRequest, NoAnswer>
{
    private static readonly Shape<DeleteResourcePolicyRequest?> Shapes =
        ResourceRequest.ShapeOf<DeleteResourcePolicyRequest>();

    protected override Shape<DeleteResourcePolicyRequest?> Request => Shapes;

    protected override Shape<NoAnswer?>? Response => null;

    public override async ValueTask<Outcome<NoAnswer>> HandleAsync(
        DeleteResourcePolicyRequest request, CallContext call, CancellationToken ct)
    {
        var found = resources.FindResource(request.ResourceArn!, call, "DeleteResourcePolicy");
        if (!found.Ok) return found.Fault;
        if (found.Value.Policy is null)
            return Fault.NotFound($"No resource policy found for resource ARN {request.ResourceArn}.");

        var refused = await found.Value.SetPolicyAsync(policy: null, ct);
        return refused is null ? NoAnswer.Instance : refused;
    }
}

internal sealed class DeleteResourcePolicyRequest : ResourceRequest;
