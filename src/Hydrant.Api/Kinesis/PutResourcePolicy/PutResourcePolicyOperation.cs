using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.PutResourcePolicy;

/// <summary>Keeps the policy of a resource, in place of the one it had.</summary>
internal sealed class PutResourcePolicyOperation(ResourceLookup resources) : Operation<PutResourcePolicyRequest, NoAnswer>
{
    private static readonly Shape<PutResourcePolicyRequest?> Shapes = ResourceRequest.ShapeOf<PutResourcePolicyRequest>()
        .Required("Policy", Shape.AnyString, r => r.Policy, (r, v) => r.Policy = v);

    protected override Shape<PutResourcePolicyRequest?> Request => Shapes;

    protected override Shape<NoAnswer?>? Response => null;

    public override async ValueTask<Outcome<NoAnswer>> HandleAsync(
        PutResourcePolicyRequest request, CallContext call, CancellationToken ct)
    {
        var found = resources.FindResource(request.ResourceArn!, call, "PutResourcePolicy");
        if (!found.Ok) return found.Fault;
        if (PolicyRules.FirstBroken(request.Policy!, request.ResourceArn!) is { } broken) return broken;

        var refused = await found.Value.SetPolicyAsync(request.Policy, ct);
        return refused is null ? NoAnswer.Instance : refused;
    }
}

internal sealed class PutResourcePolicyRequest : ResourceRequest
{
    public string? Policy { get; set; }
}
