using Hydrant.Core;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Rest;

namespace Hydrant.Api.Lambda.DeleteFunction;

internal sealed class DeleteFunctionOperation(LambdaContext lambda) : LambdaOperation(lambda)
{
    private const int NoContent = 204;

    public override string Method => "DELETE";

    public override string Path => OneFunction;

    protected override async ValueTask<Outcome<RestAnswer>> RunAsync(RestRequest request, CallContext call, CancellationToken ct)
    {
        var name = NameOf(request, call);
        if (!name.Ok) return name.Fault;
        var deleted = await Lambda.Catalog.DeleteAsync(call.Tenant, name.Value, ct);
        if (!deleted.Ok) return deleted.Fault;
        Lambda.Host.Forget(deleted.Value.Arn.ToString());
        return new RestAnswer(NoContent, default);
    }
}
