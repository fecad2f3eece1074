using System.Text;
using System.Text.Json.Nodes;
using Hydrant.Api.Kinesis;
using Hydrant.Core;
using Hydrant.Storage.Catalog;
using Hydrant.Storage.Memory;
using Hydrant.Streams;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.SigV4;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hydrant.Api.Tests;

/// <summary>The whole way of a request without sockets and disks.</summary>
internal sealed class ApiWorld : IAsyncDisposable
{
    private readonly MemoryLogStore _logs = new(TimeProvider.System);
    private StreamDirectory _streams = null!;
    private WireEndpoint _endpoint = null!;

    public static async Task<ApiWorld> OpenAsync()
    {
        var world = new ApiWorld();
        var catalog = await LogCatalogStore.OpenAsync(world._logs, default);
        world._streams = new StreamDirectory(catalog, world._logs, new StreamOptions { StateDelay = TimeSpan.Zero }, TimeProvider.System);
        world._endpoint = new WireEndpoint(
            [KinesisService.Operations(world._streams, world._logs, TimeProvider.System)],
            new SignatureVerifier([], "123456789012", TimeProvider.System),
            new WireOptions(),
            new RandomIdSource(1),
            TimeProvider.System,
            NullLogger<WireEndpoint>.Instance);
        return world;
    }

    /// <summary>Makes a stream that is ACTIVE.</summary>
    public async Task CreateAsync(string name, int shards)
    {
        (await CallAsync("CreateStream", $$"""{"StreamName":"{{name}}","ShardCount":{{shards}}}""")).Status.ShouldBe(200);
        while (!(await CallAsync("DescribeStreamSummary", $$"""{"StreamName":"{{name}}"}""")).Body.Contains("ACTIVE", StringComparison.Ordinal))
            await Task.Yield();
    }

    public Task<(int Status, string Body)> CallAsync(string operation, string json) => SendAsync(context =>
    {
        context.Request.Headers["X-Amz-Target"] = $"Kinesis_20131202.{operation}";
        context.Request.ContentType = "application/x-amz-json-1.1";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(json));
    });

    /// <summary>What a call answers that must succeed; an empty object when it answers nothing.</summary>
    public async Task<JsonNode> AskAsync(string operation, string json)
    {
        var (status, body) = await CallAsync(operation, json);
        status.ShouldBe(200, body);
        return body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)!;
    }

    public async Task<(int Status, string Body)> SendAsync(Action<HttpContext> prepare)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "POST";
        context.Request.Headers["X-Amz-Date"] = "20260101T000000Z";
        context.Request.Headers.Authorization =
            "AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/kinesis/aws4_request, SignedHeaders=host, Signature=0";
        var answer = new MemoryStream();
        context.Response.Body = answer;
        prepare(context);
        await _endpoint.HandleAsync(context);
        await context.Response.BodyWriter.FlushAsync();
        return (context.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()));
    }

    public async ValueTask DisposeAsync()
    {
        _streams.Dispose();
        await _logs.DisposeAsync();
    }
}
