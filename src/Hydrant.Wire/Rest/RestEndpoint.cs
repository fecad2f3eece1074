using System.Text.Json;
using Hydrant.Core;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.SigV4;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Hydrant.Wire.Rest;

/// <summary>
/// One request of AWS's REST-JSON protocol, from bytes to bytes: body, route, signature, operation. Beside
/// <see cref="WireEndpoint"/>, which tells operations apart by a header.
/// </summary>
public sealed class RestEndpoint(
    IEnumerable<RestTable> services,
    SignatureVerifier verifier,
    WireOptions options,
    IIdSource ids,
    TimeProvider clock,
    ILogger<RestEndpoint> log)
{
    private readonly RestTable[] _services = [.. services];
    private readonly RequestMemory _memory = new(options.MaxRequestMemory);

    /// <summary>Whether requests with this path are for this endpoint.</summary>
    public bool Serves(string? path) => path is not null && Array.Exists(_services, service => service.Serves(path));

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await AnswerAsync(context);
        }
        catch (BadHttpRequestException broken) when (!context.Response.HasStarted)
        {
            context.Response.Headers.Clear();
            await ErrorBodies.WriteEmptyAsync(context.Response, broken.StatusCode);
        }
        catch (Exception gone) when (gone is OperationCanceledException or ConnectionResetException or IOException
            && (context.RequestAborted.IsCancellationRequested || context.Response.HasStarted))
        {
            // Nobody is left to answer.
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var (body, status) = await RequestBody.ReadAsync(request, _memory, options.MaxRequestSize, context.RequestAborted);
        using var owned = body;
        ResponseHeaders.AddRequestId(response, ids);
        ResponseHeaders.AddCors(request, response);
        if (body is null)
        {
            response.Headers.Connection = "close";
            await (status == StatusCodes.Status413PayloadTooLarge
                ? WriteErrorAsync(response, status, "RequestTooLargeException", $"The request is larger than {options.MaxRequestSize}.")
                : WriteErrorAsync(response, status, WireError.MemoryIsShort.Type, WireError.MemoryIsShort.Message!));
            return;
        }

        var table = Array.Find(_services, service => service.Serves(request.Path.Value!))!;
        var operation = table.Find(request.Method, PathOf(context), out var values);
        if (operation is null)
        {
            await WriteErrorAsync(response, StatusCodes.Status404NotFound, "UnknownOperationException", "There is no such operation.");
            return;
        }

        if (verifier.Verify(request, body.Bytes.Span, table.Service, out var caller) is { } rejection)
        {
            await WriteErrorAsync(response, StatusCodes.Status403Forbidden, rejection.Type, rejection.Message ?? "");
            return;
        }

        await RunAsync(context, table, operation, new RestRequest(request, values, body.Bytes), caller);
    }

    private async Task RunAsync(HttpContext context, RestTable table, RestOperation operation, RestRequest request, Caller caller)
    {
        var response = context.Response;
        try
        {
            var call = new CallContext(caller, clock.GetUtcNow()) { Service = table.Service };
            var outcome = await operation.HandleAsync(request, call, context.RequestAborted);
            if (outcome.Ok) await SendAsync(context, outcome.Value);
            else await WriteFaultAsync(response, table, outcome.Fault);
        }
        catch (Exception failure) when (!response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            log.OperationFailed(operation.Name, failure);
            await WriteFaultAsync(response, table, OperationTable.FaultOf(failure));
        }
    }

    private async Task SendAsync(HttpContext context, RestAnswer answer)
    {
        var counted = answer.Body.Length >= AnswerBody.Large ? answer.Body.Length : 0;
        if (!_memory.TryTake(counted))
        {
            await WriteErrorAsync(context.Response, WireError.MemoryIsShort.Status, WireError.MemoryIsShort.Type, WireError.MemoryIsShort.Message!);
            return;
        }

        try
        {
            context.Response.StatusCode = answer.Status;
            foreach (var (name, value) in answer.Headers) context.Response.Headers[name] = value;
            if (answer.Status == StatusCodes.Status204NoContent) return;
            context.Response.ContentType = answer.ContentType;
            context.Response.ContentLength = answer.Body.Length;
            if (!answer.Body.IsEmpty) await AnswerBody.WriteAsync(context, answer.Body, clock);
        }
        finally
        {
            _memory.GiveBack(counted);
        }
    }

    private static string PathOf(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        return question < 0 ? target : target[..question];
    }

    private static Task WriteFaultAsync(HttpResponse response, RestTable table, Fault fault)
    {
        var named = table.FaultOf(fault.Kind);
        return WriteErrorAsync(response, named.Status, named.Type, fault.Message);
    }

    private static Task WriteErrorAsync(HttpResponse response, int status, string type, string message)
    {
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("Type", status < StatusCodes.Status500InternalServerError ? "User" : "Service");
            json.WriteString("Message", message);
            json.WriteEndObject();
        }

        response.StatusCode = status;
        response.Headers["x-amzn-ErrorType"] = type;
        response.ContentType = MediaType.PlainJson;
        response.ContentLength = bytes.WrittenCount;
        return response.Body.WriteAsync(bytes.WrittenMemory).AsTask();
    }
}
