using System.Text.Json;
using Hydrant.Api.Lambda.Catalog;
using Hydrant.Core;
using Hydrant.Functions;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Rest;

namespace Hydrant.Api.Lambda.Invoke;

internal sealed class InvokeOperation(LambdaContext lambda) : LambdaOperation(lambda)
{
    private const int Accepted = 202;
    private const int NoContent = 204;

    /// <summary>Bytes of a call whose caller does not wait.</summary>
    private const int MaxEvent = 1024 * 1024;

    private static readonly ReadOnlyMemory<byte> NoPayload = "{}"u8.ToArray();

    public override string Method => "POST";

    public override string Path => OneFunction + "/invocations";

    protected override async ValueTask<Outcome<RestAnswer>> RunAsync(RestRequest request, CallContext call, CancellationToken ct)
    {
        var name = NameOf(request, call);
        if (!name.Ok) return name.Fault;
        var type = request.Header("X-Amz-Invocation-Type") ?? "RequestResponse";
        var isTail = request.Header("X-Amz-Log-Type") == "Tail";
        if (Refusal(request, type) is { } refusal) return refusal;

        var arn = FunctionReference.ArnOf(call.Tenant, name.Value).ToString();
        var reference = new FunctionReference(name.Value, call.Tenant, "");
        var isHere = Lambda.Host.Find(reference, out var mistake) is not null || mistake is not null;
        if (!isHere && Lambda.Options.Endpoint is null) return FunctionCatalog.NotFound(call.Tenant, name.Value);
        if (type == "DryRun") return new RestAnswer(NoContent, default);

        var payload = request.Body.IsEmpty ? NoPayload : request.Body;
        if (type == "Event")
        {
            return Lambda.Events.TryStart(arn, payload)
                ? new RestAnswer(Accepted, default)
                : Fault.ThroughputExceeded("Rate Exceeded.");
        }

        return AnswerOf(await Lambda.Host.InvokeAsync(arn, payload, ct), isTail);
    }

    private static Fault? Refusal(RestRequest request, string type)
    {
        if (type is not ("RequestResponse" or "Event" or "DryRun"))
        {
            return Fault.InvalidArgument(
                $"1 validation error detected: Value '{type}' at 'invocationType' failed to satisfy constraint: Member must satisfy enum "
                + "value set: [Event, RequestResponse, DryRun]");
        }

        if (request.Header("X-Amz-Log-Type") is { } log && log is not ("None" or "Tail"))
        {
            return Fault.InvalidArgument(
                $"1 validation error detected: Value '{log}' at 'logType' failed to satisfy constraint: Member must satisfy enum value set: [None, Tail]");
        }

        foreach (var (header, member) in ((string, string)[])
            [("X-Amz-Client-Context", "ClientContext"), ("X-Amz-Durable-Execution-Name", "DurableExecutionName"), ("X-Amz-Tenant-Id", "TenantId")])
        {
            if (request.Header(header) is not null) return Fault.InvalidArgument($"{member} is not supported here.");
        }

        var limit = type == "Event" ? MaxEvent : FunctionLimits.MaxPayload;
        if (request.Body.Length > limit)
        {
            return Fault.LimitExceeded(
                $"{request.Body.Length} byte payload is too large for the {type} invocation type (limit {limit} bytes)");
        }

        return request.Body.IsEmpty || IsJson(request.Body.Span) is not { } wrong ? null : Fault.Validation($"Could not parse request body into json: {wrong}");
    }

    private static string? IsJson(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            while (reader.Read())
            {
            }

            return null;
        }
        catch (JsonException wrong)
        {
            return wrong.Message;
        }
    }

    private static Outcome<RestAnswer> AnswerOf(FunctionAnswer answer, bool isTail)
    {
        if (!answer.Ok && !answer.IsFunctionError)
        {
            return answer.Kind switch
            {
                FunctionAnswerKind.NotFound => Fault.NotFound(answer.Message),
                FunctionAnswerKind.Throttled => Fault.ThroughputExceeded(answer.Message),
                FunctionAnswerKind.TooLarge => Fault.LimitExceeded(answer.Message),
                _ => Fault.Unavailable(answer.Message),
            };
        }

        var headers = new List<(string, string)> { ("X-Amz-Executed-Version", "$LATEST") };
        if (!answer.Ok) headers.Add(("X-Amz-Function-Error", "Unhandled"));
        if (isTail) headers.Add(("X-Amz-Log-Result", Convert.ToBase64String(answer.LogTail.Span)));
        return new RestAnswer(200, answer.Payload) { Headers = headers };
    }
}
