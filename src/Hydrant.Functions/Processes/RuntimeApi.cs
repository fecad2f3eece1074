using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Hydrant.Functions.Processes;

/// <summary>
/// The Lambda Runtime API of one process, on a loopback port of its own: a process sees its own work and no other's.
/// Normative: docs/specs/functions.md.
/// </summary>
internal sealed class RuntimeApi : IHttpApplication<HttpContext>, IAsyncDisposable
{
    private const string Prefix = "/2018-06-01/runtime/";

    private readonly WorkDesk _desk;
    private readonly FunctionDefinition _function;
    private readonly KestrelServer _server;

    private RuntimeApi(WorkDesk desk, FunctionDefinition function)
    {
        _desk = desk;
        _function = function;
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null; // Counted here, so that too large an answer has an answer.
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.KeepAliveTimeout = TimeSpan.FromHours(1); // A function may be at work for minutes.
        options.Listen(IPAddress.Loopback, 0);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        _server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
    }

    /// <summary>As AWS_LAMBDA_RUNTIME_API has it: <c>127.0.0.1:PORT</c>.</summary>
    public string Address { get; private set; } = "";

    public static async Task<RuntimeApi> StartAsync(WorkDesk desk, FunctionDefinition function, CancellationToken ct)
    {
        var api = new RuntimeApi(desk, function);
        await api._server.StartAsync(api, ct);
        api.Address = new Uri(api._server.Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Authority;
        return api;
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync(); // The process is gone; nobody waits for answers.
        await _server.StopAsync(atOnce.Token);
        _server.Dispose();
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (!path.StartsWith(Prefix, StringComparison.Ordinal))
        {
            await AnswerAsync(context, StatusCodes.Status404NotFound, """{"errorMessage":"Not found","errorType":"NotFound"}""");
            return;
        }

        var isPost = HttpMethods.IsPost(context.Request.Method);
        await (path[Prefix.Length..].Split('/') switch
        {
            ["invocation", "next"] when !isPost => NextAsync(context),
            ["invocation", var id, "response"] when isPost => CompleteAsync(context, id, isError: false),
            ["invocation", var id, "error"] when isPost => CompleteAsync(context, id, isError: true),
            ["init", "error"] when isPost => FailInitAsync(context),
            _ => AnswerAsync(context, StatusCodes.Status404NotFound, """{"errorMessage":"Not found","errorType":"NotFound"}"""),
        });
    }

    private static Task AnswerAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        return context.Response.WriteAsync(json);
    }

    /// <summary>The body; null when it is beyond the limit, and then the rest was read and let go.</summary>
    private static async Task<byte[]?> ReadAsync(HttpContext context)
    {
        using var bytes = new MemoryStream((int)Math.Min(context.Request.ContentLength ?? 0, FunctionLimits.MaxPayload));
        var isTooLarge = false;
        while (true)
        {
            var read = await context.Request.BodyReader.ReadAsync(context.RequestAborted);
            foreach (var part in read.Buffer)
            {
                isTooLarge |= bytes.Length + part.Length > FunctionLimits.MaxPayload;
                if (!isTooLarge) bytes.Write(part.Span);
            }

            context.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) return isTooLarge ? null : bytes.ToArray();
        }
    }

    private async Task NextAsync(HttpContext context)
    {
        Invocation invocation;
        try
        {
            invocation = await _desk.NextAsync().WaitAsync(context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            return; // The process has ended.
        }

        var headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.Id;
        headers["Lambda-Runtime-Deadline-Ms"] =
            invocation.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = _function.Arn;
        headers["Lambda-Runtime-Trace-Id"] = $"Root=1-{invocation.Id[..8]}-{invocation.Id.Replace("-", "", StringComparison.Ordinal)[8..]};Sampled=0";
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = invocation.Payload.Length;
        await context.Response.BodyWriter.WriteAsync(invocation.Payload, context.RequestAborted);
    }

    private async Task CompleteAsync(HttpContext context, string id, bool isError)
    {
        var body = await ReadAsync(context);
        var answer = body is null ? TooLarge() : isError ? FunctionAnswer.Error(body) : FunctionAnswer.Returned(body);
        var accepted = _desk.TryComplete(id, answer);
        await (body is null
            ? AnswerAsync(context, StatusCodes.Status413PayloadTooLarge,
                """{"errorMessage":"Exceeded maximum allowed payload size (6291556 bytes).","errorType":"RequestEntityTooLarge"}""")
            : accepted
                ? AnswerAsync(context, StatusCodes.Status202Accepted, """{"status":"OK"}""")
                : AnswerAsync(context, StatusCodes.Status400BadRequest, """{"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}"""));
    }

    private async Task FailInitAsync(HttpContext context)
    {
        var body = await ReadAsync(context);
        var accepted = _desk.FailInit(body is null ? TooLarge() : FunctionAnswer.Error(body));
        await (accepted
            ? AnswerAsync(context, StatusCodes.Status202Accepted, """{"status":"OK"}""")
            : AnswerAsync(context, StatusCodes.Status403Forbidden, """{"errorMessage":"State transition is not allowed","errorType":"InvalidStateTransition"}"""));
    }

    private static FunctionAnswer TooLarge() => FunctionAnswer.Failed(
        FunctionAnswerKind.TooLarge,
        string.Create(CultureInfo.InvariantCulture, $"Response payload size exceeded maximum allowed payload size ({FunctionLimits.MaxPayload} bytes)."),
        "Function.ResponseSizeTooLarge");
}
