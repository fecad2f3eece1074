using System.Buffers;
using System.Net;
using System.Text.Json;
using Hydrant.Api.Faults;
using Microsoft.AspNetCore.Http;

namespace Hydrant.Server.Admin;

/// <summary>
/// The fault rules over HTTP: GET shows them and what they did, PUT replaces them, DELETE takes them away
/// (docs/operations/faults.md). Only for this machine, unless the operator has said otherwise.
/// </summary>
/// <param name="filter">Where the rules are applied.</param>
/// <param name="isOpen">Whether others than this machine may use it.</param>
internal sealed class FaultsEndpoint(FaultFilter filter, bool isOpen)
{
    public const string Path = "/_hydrant/faults";
    private const int MaxBodyBytes = 64 * 1024;

    public Task HandleAsync(HttpContext context)
    {
        if (!MayCall(context))
        {
            return RefuseAsync(context, StatusCodes.Status403Forbidden,
                ["Fault rules are for callers on the server's own machine, and not for pages of browsers. See the option allow-faults."]);
        }

        if (HttpMethods.IsGet(context.Request.Method)) return ShowAsync(context);
        if (HttpMethods.IsPut(context.Request.Method)) return ReplaceAsync(context);
        if (HttpMethods.IsDelete(context.Request.Method))
        {
            filter.Set(FaultPlan.None);
            return ShowAsync(context);
        }

        context.Response.Headers.Allow = "GET, PUT, DELETE";
        return RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, ["Use GET, PUT or DELETE."]);
    }

    // A page from elsewhere, opened on this machine, comes from this machine too; browsers say so in Origin.
    private bool MayCall(HttpContext context) => context.Request.Headers.Origin.Count == 0
        && (isOpen || (context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)));

    private async Task ReplaceAsync(HttpContext context)
    {
        var body = new byte[MaxBodyBytes + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (length > MaxBodyBytes)
        {
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, [$"Rules may have {MaxBodyBytes} bytes."]);
            return;
        }

        var mistakes = new List<string>();
        var plan = FaultPlanJson.Read(body.AsMemory(0, length), mistakes);
        if (mistakes.Count > 0)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, mistakes);
            return;
        }

        filter.Set(plan);
        await ShowAsync(context);
    }

    private Task ShowAsync(HttpContext context) => AnswerAsync(context, StatusCodes.Status200OK, filter.Write);

    private static Task RefuseAsync(HttpContext context, int status, IReadOnlyList<string> mistakes) => AnswerAsync(context, status, json =>
    {
        json.WriteStartArray("mistakes");
        foreach (var mistake in mistakes) json.WriteStringValue(mistake);
        json.WriteEndArray();
    });

    private static async Task AnswerAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.WrittenCount;
        await context.Response.Body.WriteAsync(bytes.WrittenMemory, context.RequestAborted);
    }
}
