using Hydrant.Core;
using Hydrant.Functions;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Rest;

namespace Hydrant.Api.Lambda;

/// <summary>An operation of Lambda: refused where functions may not run, whatever it is.</summary>
internal abstract class LambdaOperation(LambdaContext lambda) : RestOperation
{
    protected const string Functions = "/2015-03-31/functions";
    protected const string OneFunction = Functions + "/{FunctionName}";

    protected LambdaContext Lambda => lambda;

    public sealed override async ValueTask<Outcome<RestAnswer>> HandleAsync(RestRequest request, CallContext call, CancellationToken ct) =>
        lambda.Options.IsEnabled
            ? await RunAsync(request, call, ct)
            : Fault.AccessDenied("Functions are off, as this server listens to others than this machine: set the option functions if that is meant.");

    protected abstract ValueTask<Outcome<RestAnswer>> RunAsync(RestRequest request, CallContext call, CancellationToken ct);

    /// <summary>The name in the path, which may be an ARN of the caller's own; there is no version but the latest.</summary>
    protected static Outcome<string> NameOf(RestRequest request, CallContext call)
    {
        var text = request.Path("FunctionName");
        if (!FunctionReference.TryParse(text, out var reference))
        {
            return Fault.InvalidArgument(
                $"1 validation error detected: Value '{text}' at 'functionName' failed to satisfy constraint: Member must satisfy "
                + "regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?"
                + "([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?");
        }

        var qualifier = reference.Qualifier.Length > 0 ? reference.Qualifier : request.Query("Qualifier") ?? "";
        var isMine = reference.Tenant is not { } tenant || tenant == call.Tenant;
        if (!isMine || qualifier is not ("" or "$LATEST"))
        {
            var arn = FunctionReference.ArnOf(reference.Tenant ?? call.Tenant, reference.Name);
            return Fault.NotFound($"Function not found: {arn}{(qualifier.Length > 0 ? ":" + qualifier : "")}");
        }

        return reference.Name;
    }
}
