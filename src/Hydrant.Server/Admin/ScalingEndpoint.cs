using System.Text.Json;
using Hydrant.Streams;
using Hydrant.Streams.Scaling;
using Microsoft.AspNetCore.Http;

namespace Hydrant.Server.Admin;

/// <summary>
/// GET shows what was made of each scaled stream's shards by its load, and why (docs/operations/scaling.md). Only for this
/// machine.
/// </summary>
internal sealed class ScalingEndpoint(StreamDirectory streams)
{
    public const string Path = "/_hydrant/scaling";

    public Task HandleAsync(HttpContext context)
    {
        if (!AdminAnswers.MayCall(context, isOpen: false))
        {
            return AdminAnswers.RefuseAsync(context, StatusCodes.Status403Forbidden,
                ["The decisions of scaling are for callers on the server's own machine, and not for pages of browsers."]);
        }

        if (HttpMethods.IsGet(context.Request.Method)) return AdminAnswers.WriteAsync(context, StatusCodes.Status200OK, Write);

        context.Response.Headers.Allow = "GET";
        return AdminAnswers.RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, ["Use GET."]);
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("streams");
        foreach (var stream in streams.All.Select(stream => stream.Now).OrderBy(now => now.State.Arn.ToString(), StringComparer.Ordinal))
        {
            if (ScalingBounds.Of(stream.State) is { } bounds) Write(json, stream, bounds);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, LiveStream.Moment stream, ScalingBounds bounds)
    {
        json.WriteStartObject();
        json.WriteString("stream", stream.State.Arn.ToString());
        json.WriteNumber("openShards", stream.Shards.Open.Length);
        json.WriteNumber("least", bounds.Least);
        json.WriteNumber("most", bounds.Most);
        json.WriteStartArray("decisions");
        foreach (var decision in stream.State.Decisions)
        {
            json.WriteStartObject();
            json.WriteString("at", DateTimeOffset.FromUnixTimeMilliseconds(decision.AtMs).UtcDateTime);
            json.WriteString("reason", decision.Reason);
            json.WriteStartArray("split");
            foreach (var shard in decision.Splits) json.WriteStringValue(shard.ToString());
            json.WriteEndArray();
            json.WriteStartArray("merged");
            foreach (var (lower, upper) in decision.Merges) json.WriteStringValue($"{lower} {upper}");
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
