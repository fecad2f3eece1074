using Hydrant.Api.Lambda.Catalog;
using Hydrant.Api.Lambda.Shared;
using Hydrant.Core;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Rest;

namespace Hydrant.Api.Lambda.UpdateFunctionCode;

internal sealed class UpdateFunctionCodeOperation(LambdaContext lambda) : LambdaOperation(lambda)
{
    public override string Method => "PUT";

    public override string Path => OneFunction + "/code";

    protected override async ValueTask<Outcome<RestAnswer>> RunAsync(RestRequest request, CallContext call, CancellationToken ct)
    {
        var name = NameOf(request, call);
        if (!name.Ok) return name.Fault;
        var read = RequestJson.Read(request.Body, "ZipFile", "Publish", "DryRun", "RevisionId", "Architectures");
        if (!read.Ok) return read.Fault;

        using var json = read.Value;
        var zip = json.Blob("ZipFile");
        var (isDryRun, revision, architectures) = (json.Flag("DryRun") == true, json.Text("RevisionId"), json.List("Architectures"));
        if (json.Flag("Publish") == true) return Fault.InvalidArgument("Publish is not supported here: there is no version but $LATEST.");
        if (json.Mistake is { } mistake) return mistake;
        if (zip is null) return Fault.InvalidArgument("Please provide a source for function code.");
        if (Lambda.Catalog.Get(call.Tenant, name.Value) is not { } present) return FunctionCatalog.NotFound(call.Tenant, name.Value);

        var code = await Lambda.Catalog.AddCodeAsync(zip, ct);
        if (!code.Ok) return code.Fault;
        var changed = isDryRun ? Change(present) : await Lambda.Catalog.UpdateAsync(call.Tenant, name.Value, revision, Change, ct);
        return changed.Ok ? FunctionAnswers.Configuration(changed.Value) : changed.Fault;

        Outcome<FunctionState> Change(FunctionState state) => FunctionRules.Check(state with
        {
            CodeHash = code.Value,
            CodeSize = zip.Length,
            Architecture = architectures is null ? state.Architecture : string.Join(", ", architectures),
        });
    }
}
