using Hydrant.Api.Lambda.Catalog;
using Hydrant.Api.Lambda.Shared;
using Hydrant.Core;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Rest;

namespace Hydrant.Api.Lambda.GetFunctionConfiguration;

internal sealed class GetFunctionConfigurationOperation(LambdaContext lambda) : LambdaOperation(lambda)
{
    public override string Method => "GET";

    public override string Path => OneFunction + "/configuration";

    protected override ValueTask<Outcome<RestAnswer>> RunAsync(RestRequest request, CallContext call, CancellationToken ct) => new(Run(request, call));

    private Outcome<RestAnswer> Run(RestRequest request, CallContext call)
    {
        var name = NameOf(request, call);
        if (!name.Ok) return name.Fault;
        return Lambda.Catalog.Get(call.Tenant, name.Value) is { } state
            ? FunctionAnswers.Configuration(state)
            : FunctionCatalog.NotFound(call.Tenant, name.Value);
    }
}
