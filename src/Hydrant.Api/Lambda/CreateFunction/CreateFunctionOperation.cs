using System.Collections.Immutable;
using Hydrant.Api.Lambda.Catalog;
using Hydrant.Api.Lambda.Shared;
using Hydrant.Core;
using Hydrant.Functions;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Rest;

namespace Hydrant.Api.Lambda.CreateFunction;

internal sealed class CreateFunctionOperation(LambdaContext lambda) : LambdaOperation(lambda)
{
    private const int Created = 201;

    public override string Method => "POST";

    public override string Path => Functions;

    protected override async ValueTask<Outcome<RestAnswer>> RunAsync(RestRequest request, CallContext call, CancellationToken ct)
    {
        var read = RequestJson.Read(
            request.Body, "FunctionName", "Runtime", "Role", "Handler", "Code", "Description", "Timeout", "MemorySize", "Publish",
            "PackageType", "Environment", "Tags", "Architectures");
        if (!read.Ok) return read.Fault;

        using var json = read.Value;
        var state = StateOf(json, call.Tenant, out var zip);
        if (json.Mistake is { } mistake) return mistake;
        if (!state.Ok) return state.Fault;
        if (Lambda.Catalog.Get(call.Tenant, state.Value.Name) is not null) return Fault.InUse($"Function already exist: {state.Value.Name}");

        var code = await Lambda.Catalog.AddCodeAsync(zip!, ct);
        if (!code.Ok) return code.Fault;
        var created = await Lambda.Catalog.CreateAsync(state.Value with { CodeHash = code.Value }, ct);
        return created.Ok ? FunctionAnswers.Configuration(created.Value, Created) : created.Fault;
    }

    private static Outcome<FunctionState> StateOf(RequestJson json, Tenant tenant, out byte[]? zip)
    {
        zip = json.Blob("Code", "ZipFile");
        if (json.Flag("Publish") == true) return Fault.InvalidArgument("Publish is not supported here: there is no version but $LATEST.");
        if (json.Text("PackageType") is { } package && package != "Zip") return Fault.InvalidArgument("PackageType is not supported here unless it is Zip.");
        var named = json.Text("FunctionName");
        if (named is null || !FunctionReference.TryParse(named, out var reference) || reference.Qualifier.Length > 0)
        {
            return Fault.InvalidArgument(
                $"1 validation error detected: Value '{named}' at 'functionName' failed to satisfy constraint: Member must satisfy regular "
                + "expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)");
        }

        if (json.Text("Runtime") is not { } runtime)
            return Fault.InvalidArgument("Runtime is mandatory for functions created with deployment package type Zip.");
        if (zip is null && json.Mistake is null) return Fault.InvalidArgument("Please provide a source for function code.");
        return FunctionRules.Check(new FunctionState
        {
            Tenant = tenant,
            Name = reference.Name,
            Runtime = runtime,
            Handler = json.Text("Handler") ?? "",
            Role = json.Text("Role") ?? "",
            Description = json.Text("Description") ?? "",
            Timeout = json.Number("Timeout") ?? FunctionLimits.DefaultTimeout,
            MemorySize = json.Number("MemorySize") ?? FunctionLimits.MinMemoryMegabytes,
            Environment = json.Texts("Environment", "Variables") ?? ImmutableSortedDictionary<string, string>.Empty,
            Tags = json.Texts("Tags") ?? ImmutableSortedDictionary<string, string>.Empty,
            Architecture = json.List("Architectures") is { } list ? string.Join(", ", list) : "x86_64",
            CodeHash = "",
            CodeSize = zip?.Length ?? 0,
            LastModified = default,
            Revision = default,
        });
    }
}
