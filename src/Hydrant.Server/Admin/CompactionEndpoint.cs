using System.Text;
using System.Text.Json;
using Hydrant.Compaction;
using Hydrant.Core;
using Hydrant.Storage;
using Microsoft.AspNetCore.Http;

namespace Hydrant.Server.Admin;

/// <summary>
/// POST starts a compaction of a delivered prefix, GET shows how far it is; GET of <c>live</c> below it lists the objects
/// a reader is to read (docs/specs/compaction.md). Only for this machine.
/// </summary>
internal sealed class CompactionEndpoint(CompactionDesk desk)
{
    public const string Path = "/_hydrant/compactions";
    public const string LivePath = Path + "/live";
    private const int MaxBodyBytes = 16 * 1024;

    public Task HandleAsync(HttpContext context)
    {
        if (!AdminAnswers.MayCall(context, isOpen: false))
        {
            return AdminAnswers.RefuseAsync(context, StatusCodes.Status403Forbidden,
                ["Compaction is for callers on the server's own machine, and not for pages of browsers."]);
        }

        var isLive = context.Request.Path.Value == LivePath;
        if (HttpMethods.IsGet(context.Request.Method)) return isLive ? ListAsync(context) : ShowAsync(context, StatusCodes.Status200OK);
        if (HttpMethods.IsPost(context.Request.Method) && !isLive) return StartAsync(context);

        context.Response.Headers.Allow = isLive ? "GET" : "GET, POST";
        return AdminAnswers.RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, [isLive ? "Use GET." : "Use GET or POST."]);
    }

    private async Task StartAsync(HttpContext context)
    {
        var body = new byte[MaxBodyBytes + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (length > MaxBodyBytes)
        {
            await AdminAnswers.RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, [$"A request may have {MaxBodyBytes} bytes."]);
            return;
        }

        var mistakes = new List<string>();
        if (CompactionRequest.Read(body.AsMemory(0, length), mistakes) is not { } request)
        {
            await AdminAnswers.RefuseAsync(context, StatusCodes.Status400BadRequest, mistakes);
            return;
        }

        var started = desk.Start(request.Bucket, request.Prefix, request.Options);
        if (started.Ok)
        {
            await ShowAsync(context, StatusCodes.Status202Accepted);
            return;
        }

        var status = started.Fault.Kind == FaultKind.InUse ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
        await AdminAnswers.RefuseAsync(context, status, [started.Fault.Message]);
    }

    private Task ShowAsync(HttpContext context, int status) => AdminAnswers.WriteAsync(context, status, json =>
    {
        if (desk.State is not { } state)
        {
            json.WriteString("state", "none");
            return;
        }

        json.WriteString("state", state.Failure is not null ? "failed" : state.IsRunning ? "running" : "done");
        json.WriteString("bucket", state.Bucket);
        json.WriteString("prefix", state.Prefix);
        if (state.Failure is { } failure) json.WriteString("failure", failure);
        var report = state.Report;
        json.WriteNumber("folders", report.Folders);
        json.WriteNumber("written", report.Written);
        json.WriteNumber("sources", report.Sources);
        json.WriteNumber("bytes", report.Bytes);
        json.WriteNumber("deleted", report.Deleted);
        json.WriteNumber("waitingFolders", report.Waiting);
        WriteReasons(json, "refused", report.Refused);
        WriteReasons(json, "failed", report.Failed);
    });

    private static void WriteReasons(Utf8JsonWriter json, string name, IReadOnlyList<(string Key, string Why)> reasons)
    {
        json.WriteStartArray(name);
        foreach (var (key, why) in reasons)
        {
            json.WriteStartObject();
            json.WriteString("key", key);
            json.WriteString("why", why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A line for each object: size, a tab and the key as a JSON text, for keys may have newlines.</summary>
    private async Task ListAsync(HttpContext context)
    {
        var bucket = context.Request.Query["bucket"].ToString();
        if (bucket.Length == 0)
        {
            await AdminAnswers.RefuseAsync(context, StatusCodes.Status400BadRequest, ["A bucket is needed."]);
            return;
        }

        var prefix = context.Request.Query["prefix"].ToString();
        try
        {
            await using var live = desk.ListAsync(bucket, prefix, context.RequestAborted).GetAsyncEnumerator(context.RequestAborted);
            var isThere = await live.MoveNextAsync(); // A failure at the start has a status still.
            context.Response.ContentType = "text/plain; charset=utf-8";
            for (; isThere; isThere = await live.MoveNextAsync())
            {
                var line = $"{live.Current.Size}\t{JsonSerializer.Serialize(live.Current.Key.Path)}\n";
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(line), context.RequestAborted);
            }
        }
        catch (StorageException failure) when (!context.Response.HasStarted)
        {
            await AdminAnswers.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, [failure.Message]);
        }
        catch (StorageException)
        {
            context.Abort(); // Else it would look like the end of the list.
        }
    }
}
