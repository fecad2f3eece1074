using System.Buffers;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Hydrant.Server.Admin;

/// <summary>What the pages under <c>/_hydrant</c> have in common: who may call them, and how they answer.</summary>
internal static class AdminAnswers
{
    // For people at a terminal; it is never part of a page.
    private static readonly JsonWriterOptions Readable =
        new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Callers on this machine, and others where the operator lets them.</summary>
    /// <remarks>A page from elsewhere, opened on this machine, comes from this machine too; browsers say so in Origin.</remarks>
    public static bool MayCall(HttpContext context, bool isOpen) => context.Request.Headers.Origin.Count == 0
        && (isOpen || (context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)));

    public static Task RefuseAsync(HttpContext context, int status, IReadOnlyList<string> mistakes) => WriteAsync(context, status, json =>
    {
        json.WriteStartArray("mistakes");
        foreach (var mistake in mistakes) json.WriteStringValue(mistake);
        json.WriteEndArray();
    });

    /// <summary>Answers with one object, whose members are written by the caller.</summary>
    public static async Task WriteAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Readable))
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
