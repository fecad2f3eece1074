using Hydrant.Core;
using Hydrant.Wire.EventStreams;
using Hydrant.Wire.Shapes;
using Hydrant.Wire.SigV4;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Hydrant.Wire.Dispatch;

/// <summary>
/// One request of the AWS protocols, from bytes to bytes. The order of its checks is the service's own, as recorded in
/// docs/specs/wire.md; the numbers below are the rows there.
/// <list type="number">
/// <item>body too large · 2 CORS preflight · 3 not POST · 4 empty body</item>
/// <item value="5">content type of another protocol · 7 body does not parse · 8 plain JSON</item>
/// <item value="9">unknown operation · 10 signature · 11 types · 12 constraints · 13 filters · 14 the operation itself</item>
/// </list>
/// </summary>
public sealed class WireEndpoint(
    IEnumerable<OperationTable> services,
    SignatureVerifier verifier,
    WireOptions options,
    IIdSource ids,
    TimeProvider clock,
    ILogger<WireEndpoint> log,
    IReadOnlyList<ICallFilter>? filters = null)
{
    private readonly Dictionary<string, OperationTable> _services =
        services.ToDictionary(service => service.Target, StringComparer.Ordinal);

    private readonly RequestMemory _memory = new(options.MaxRequestMemory);

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
        catch (IOException) when (!context.Response.HasStarted)
        {
            // A chunk whose size is beyond all numbers: Kestrel does not count it among the bad requests.
            context.Response.Headers.Clear();
            context.Response.Headers.Connection = "close";
            await ErrorBodies.WriteEmptyAsync(context.Response, StatusCodes.Status400BadRequest);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (HttpMethods.IsOptions(request.Method) && request.Headers.ContainsKey("Origin")) // Row 2.
        {
            ResponseHeaders.AddRequestId(response, ids);
            ResponseHeaders.AddPreflight(request, response);
            await ErrorBodies.WriteEmptyAsync(response, StatusCodes.Status200OK);
            return;
        }

        var (body, status) = await RequestBody.ReadAsync(request, _memory, options.MaxRequestSize, context.RequestAborted);
        using var owned = body;
        if (status == StatusCodes.Status413PayloadTooLarge) // Row 1.
        {
            response.Headers.Connection = "close";
            await ErrorBodies.WriteEmptyAsync(response, status);
            return;
        }

        ResponseHeaders.AddIds(response, ids);
        ResponseHeaders.AddCors(request, response);
        if (body is null)
        {
            await ErrorBodies.WriteAsync(response, WireError.MemoryIsShort, WireFormat.Json);
            return;
        }

        if (!HttpMethods.IsPost(request.Method)) await ErrorBodies.WriteUnauthorizedXmlAsync(response); // Row 3.
        else await AnswerPostAsync(context, body);
    }

    private Task AnswerPostAsync(HttpContext context, RequestBody owned)
    {
        var (response, body) = (context.Response, owned.Bytes);
        var (table, operation, isComplete) = FindOperation(context.Request.Headers["X-Amz-Target"].ToString());
        var type = MediaType.Bare(context.Request.ContentType);
        var format = type is MediaType.AwsCbor ? WireFormat.Cbor : WireFormat.Json;

        if (body.IsEmpty) // Row 4.
        {
            var error = operation is null ? WireError.UnknownOperation : WireError.Syntax;
            return ErrorBodies.WriteAsync(response, error, type == MediaType.AwsJson ? WireFormat.Json : WireFormat.Cbor);
        }

        if (type is not (MediaType.AwsJson or MediaType.AwsCbor or MediaType.PlainJson)) // Rows 5 and 6.
        {
            return isComplete ? ErrorBodies.WriteUnknownXmlAsync(response) : ErrorBodies.WriteUnauthorizedXmlAsync(response);
        }

        if (type == MediaType.PlainJson) // Rows 7 and 8.
        {
            return WireReader.IsWellFormed(body.Span, format)
                ? ErrorBodies.WriteCoralAsync(response, "UnknownOperationException", StatusCodes.Status404NotFound)
                : ErrorBodies.WriteCoralAsync(response, "SerializationException", StatusCodes.Status400BadRequest);
        }

        if (operation is null) // Rows 7 and 9.
        {
            var error = WireReader.IsWellFormed(body.Span, format) ? WireError.UnknownOperation : WireError.Syntax;
            return ErrorBodies.WriteAsync(response, error, format);
        }

        var rejection = verifier.Verify(context.Request, body.Span, table!.Service, out var caller);
        if (rejection is not null) // Rows 7 and 10.
        {
            var error = WireReader.IsWellFormed(body.Span, format) ? rejection : WireError.Syntax;
            return ErrorBodies.WriteAsync(response, error, format);
        }

        return RunAsync(context, table, operation, owned, format, caller);
    }

    private async ValueTask SendAsync(HttpContext context, ReadOnlyMemory<byte> answer, WireFormat format)
    {
        var counted = answer.Length >= AnswerBody.Large ? answer.Length : 0;
        if (!_memory.TryTake(counted))
        {
            await ErrorBodies.WriteAsync(context.Response, WireError.MemoryIsShort, format);
            return;
        }

        try
        {
            context.Response.ContentType = MediaType.Of(format);
            context.Response.ContentLength = answer.Length;
            if (!answer.IsEmpty) await AnswerBody.WriteAsync(context, answer, clock);
        }
        finally
        {
            _memory.GiveBack(counted);
        }
    }

    private (OperationTable? Table, Operation? Operation, bool IsComplete) FindOperation(string target)
    {
        var dot = target.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0 || dot == target.Length - 1) return (null, null, false);
        var table = _services.GetValueOrDefault(target[..dot]);
        return (table, table?.Find(target[(dot + 1)..]), true);
    }

    private async Task RunAsync(
        HttpContext context, OperationTable table, Operation operation, RequestBody body, WireFormat format, Caller caller)
    {
        var response = context.Response;
        var call = new CallContext(caller, clock.GetUtcNow()) { Service = table.Service, Filters = filters ?? [] };
        try
        {
            var outcome = await operation.RunAsync(body.Bytes, format, table.ErrorsHaveValues, call, context.RequestAborted);
            if (!outcome.Ok)
            {
                await ErrorBodies.WriteAsync(response, table.ErrorOf(outcome.Fault), format);
                return;
            }

            if (outcome.Value.Events is { } events)
            {
                body.Dispose(); // A stream lives for minutes; its request is not kept that long.
                await SendAsync(context, table, operation, format, events);
                return;
            }

            using var answer = outcome.Value.Body;
            await SendAsync(context, answer?.Written ?? default, format);
        }
        catch (WireSyntaxException)
        {
            await ErrorBodies.WriteAsync(response, WireError.Syntax, format); // Row 7.
        }
        catch (WireTypeException wrong)
        {
            // Row 11, unless the bytes behind the wrong member are broken: the service parses a body before it looks at it.
            var error = WireReader.IsWellFormed(body.Bytes.Span, format) ? WireError.WrongType(wrong.Message) : WireError.Syntax;
            await ErrorBodies.WriteAsync(response, error, format);
        }
        catch (Exception failure) when (!response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            log.OperationFailed(operation.Name, failure);
            await ErrorBodies.WriteAsync(response, table.ErrorOf(OperationTable.FaultOf(failure)), format);
        }
    }

    private async Task SendAsync(
        HttpContext context, OperationTable table, Operation operation, WireFormat format, IEventSource events)
    {
        using var owned = events;
        await using var cut = events.Overdue.UnsafeRegister(static context => ((HttpContext)context!).Abort(), context);
        var answer = new EventStreamAnswer(context, format, _memory);
        Fault? fault;
        try
        {
            fault = await answer.SendAsync(events);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or IOException) && !context.RequestAborted.IsCancellationRequested)
        {
            log.OperationFailed(operation.Name, failure);
            fault = OperationTable.FaultOf(failure);
        }

        if (fault is not null) await answer.EndAsync(table.ErrorOf(fault));
    }
}
