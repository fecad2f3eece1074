using Hydrant.Api.Lambda.Catalog;
using Hydrant.Api.Lambda.Shared;
using Hydrant.Core;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Rest;

namespace Hydrant.Api.Lambda.GetFunction;

internal sealed class GetFunctionOperation(LambdaContext lambda) : LambdaOperation(lambda)
{
    public override string Method => "GET";

    public override string Path => OneFunction;

    protected override ValueTask<Outcome<RestAnswer>> RunAsync(RestRequest request, CallContext call, CancellationToken ct) => new(Run(request, call));

    private Outcome<RestAnswer> Run(RestRequest request, CallContext call)
    {
        var name = NameOf(request, call);
        if (!name.Ok) return name.Fault;
        if (Lambda.Catalog.Get(call.Tenant, name.Value) is not { } state) return FunctionCatalog.NotFound(call.Tenant, name.Value);

        return FunctionAnswers.Answer(json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("Configuration");
            FunctionAnswers.WriteConfiguration(json, state);
            json.WriteStartObject("Code");
            json.WriteEndObject();
            if (!state.Tags.IsEmpty) FunctionAnswers.WriteTexts(json, "Tags", state.Tags);
            json.WriteEndObject();
        });
    }
}
