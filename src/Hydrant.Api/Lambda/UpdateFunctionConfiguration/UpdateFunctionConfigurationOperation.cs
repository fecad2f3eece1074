using Hydrant.Api.Lambda.Catalog;
using Hydrant.Api.Lambda.Shared;
using Hydrant.Core;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Rest;

namespace Hydrant.Api.Lambda.UpdateFunctionConfiguration;

internal sealed class UpdateFunctionConfigurationOperation(LambdaContext lambda) : LambdaOperation(lambda)
{
    public override string Method => "PUT";

    public override string Path => OneFunction + "/configuration";

    protected override async ValueTask<Outcome<RestAnswer>> RunAsync(RestRequest request, CallContext call, CancellationToken ct)
    {
        var name = NameOf(request, call);
        if (!name.Ok) return name.Fault;
        var read = RequestJson.Read(
            request.Body, "Role", "Handler", "Description", "Timeout", "MemorySize", "Environment", "Runtime", "RevisionId");
        if (!read.Ok) return read.Fault;

        using var json = read.Value;
        var revision = json.Text("RevisionId");
        var changed = await Lambda.Catalog.UpdateAsync(call.Tenant, name.Value, revision, Change, ct);
        return changed.Ok ? FunctionAnswers.Configuration(changed.Value) : changed.Fault;

        Outcome<FunctionState> Change(FunctionState state)
        {
            var wanted = state with
            {
                Role = json.Text("Role") ?? state.Role,
                Handler = json.Text("Handler") ?? state.Handler,
                Description = json.Text("Description") ?? state.Description,
                Timeout = json.Number("Timeout") ?? state.Timeout,
                MemorySize = json.Number("MemorySize") ?? state.MemorySize,
                Environment = json.Texts("Environment", "Variables") ?? state.Environment,
                Runtime = json.Text("Runtime") ?? state.Runtime,
            };
            return json.Mistake is { } mistake ? mistake : FunctionRules.Check(wanted);
        }
    }
}
