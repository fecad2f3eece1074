using System.Globalization;
using System.Text.Json;
using Hydrant.Delivery;
using Hydrant.Delivery.Failures;
using Microsoft.AspNetCore.Http;

namespace Hydrant.Server.Admin;

/// <summary>
/// What failed in a delivery stream: GET shows a selection of its ledger, POST puts one again (docs/operations/failures.md).
/// In the query: <c>stream</c>, a name or an ARN, and of the selection <c>id</c> (any number), <c>type</c>, <c>code</c>,
/// <c>from</c>, <c>to</c> and <c>replayed</c>. Only for this machine.
/// </summary>
internal sealed class FailuresEndpoint(DeliveryDirectory deliveries)
{
    public const string Path = "/_hydrant/failures";

    public Task HandleAsync(HttpContext context)
    {
        if (!AdminAnswers.MayCall(context, isOpen: false))
        {
            return AdminAnswers.RefuseAsync(context, StatusCodes.Status403Forbidden,
                ["Failures are for callers on the server's own machine, and not for pages of browsers."]);
        }

        var mistakes = new List<string>();
        var selection = SelectionOf(context.Request.Query, mistakes);
        var stream = DeliveryStreamNames.Find(deliveries, context.Request.Query["stream"].ToString());
        if (!stream.Ok) mistakes.Add(stream.Fault.Message);
        if (mistakes.Count > 0) return AdminAnswers.RefuseAsync(context, StatusCodes.Status400BadRequest, mistakes);
        if (HttpMethods.IsGet(context.Request.Method)) return ShowAsync(context, stream.Value, selection);
        if (HttpMethods.IsPost(context.Request.Method)) return ReplayAsync(context, stream.Value, selection);

        context.Response.Headers.Allow = "GET, POST";
        return AdminAnswers.RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, ["Use GET or POST."]);
    }

    private async Task ShowAsync(HttpContext context, DeliveryStream stream, FailureSelection selection)
    {
        var entries = await deliveries.Failures.ListAsync(stream, selection, context.RequestAborted);
        await AdminAnswers.WriteAsync(context, StatusCodes.Status200OK, json =>
        {
            json.WriteStartArray("failures");
            foreach (var entry in entries) Write(json, entry);
            json.WriteEndArray();
        });
    }

    private async Task ReplayAsync(HttpContext context, DeliveryStream stream, FailureSelection selection)
    {
        var replayed = await deliveries.Failures.ReplayAsync(stream, selection, context.RequestAborted);
        if (!replayed.Ok)
        {
            await AdminAnswers.RefuseAsync(context, StatusCodes.Status409Conflict, [replayed.Fault.Message]);
            return;
        }

        await AdminAnswers.WriteAsync(context, StatusCodes.Status200OK, json =>
        {
            json.WriteNumber("objects", replayed.Value.Objects);
            json.WriteNumber("records", replayed.Value.Records);
            json.WriteStartArray("mistakes");
            foreach (var mistake in replayed.Value.Mistakes) json.WriteStringValue(mistake);
            json.WriteEndArray();
        });
    }

    private static FailureSelection SelectionOf(IQueryCollection query, List<string> mistakes)
    {
        return new FailureSelection
        {
            Ids = [.. query["id"].OfType<string>()],
            ErrorOutputType = Given("type"),
            Code = Given("code"),
            From = Time("from"),
            To = Time("to"),
            WithReplayed = Given("replayed") == "true",
        };

        string? Given(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

        DateTimeOffset? Time(string name)
        {
            if (Given(name) is not { } text) return null;
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return time;
            mistakes.Add($"{name} must be a time such as 2026-03-01T12:00:00Z, not '{text}'.");
            return null;
        }
    }

    private static void Write(Utf8JsonWriter json, FailureEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("id", entry.Id);
        json.WriteString("type", entry.Object.ErrorOutputType);
        json.WriteString("object", $"s3://{entry.Object.Bucket}/{entry.Object.Key}");
        json.WriteNumber("records", entry.Object.Records);
        json.WriteStartObject("codes");
        foreach (var (code, records) in entry.Object.Codes) json.WriteNumber(code, records);
        json.WriteEndObject();
        json.WriteString("arrivedAt", DateTimeOffset.FromUnixTimeMilliseconds(entry.ArrivedAtMs).UtcDateTime);
        json.WriteString("failedAt", DateTimeOffset.FromUnixTimeMilliseconds(entry.FailedAtMs).UtcDateTime);
        if (entry.Partition is { Values.Length: > 0 } partition) json.WriteString("partition", partition.ToString());
        if (entry.Replay is { } replay)
        {
            json.WriteString(replay.IsDone ? "replayedAt" : "interruptedAt", DateTimeOffset.FromUnixTimeMilliseconds(replay.AtMs).UtcDateTime);
            json.WriteNumber("replayedRecords", replay.Records);
        }

        json.WriteEndObject();
    }
}
