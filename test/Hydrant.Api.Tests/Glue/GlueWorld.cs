using System.Text;
using System.Text.Json.Nodes;
using Hydrant.Api.Glue;
using Hydrant.Core;
using Hydrant.Storage.Catalog;
using Hydrant.Storage.Memory;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.SigV4;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hydrant.Api.Tests.Glue;

/// <summary>The operations of Glue behind their endpoint, over a log in memory.</summary>
internal sealed class GlueWorld : IAsyncDisposable
{
    private readonly MemoryLogStore _logs = new(TimeProvider.System);
    private WireEndpoint _endpoint = null!;

    public static async Task<GlueWorld> StartAsync()
    {
        var world = new GlueWorld();
        var ids = new RandomIdSource(1);
        var catalog = new DataCatalog(
            await LogCatalogStore.OpenAsync(world._logs, default), new TableLimits(), ids, TimeProvider.System);
        world._endpoint = new WireEndpoint(
            [GlueService.Operations(catalog)], new SignatureVerifier([], "111122223333", TimeProvider.System), new WireOptions(),
            ids, TimeProvider.System, NullLogger<WireEndpoint>.Instance);
        return world;
    }

    /// <summary>Calls an operation; status and answer.</summary>
    public async Task<(int Status, JsonNode Answer)> CallAsync(string operation, string body)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "POST";
        context.Request.ContentType = "application/x-amz-json-1.1";
        context.Request.Headers["X-Amz-Target"] = $"AWSGlue.{operation}";
        context.Request.Headers["X-Amz-Date"] = "20260301T120000Z";
        context.Request.Headers.Authorization =
            "AWS4-HMAC-SHA256 Credential=key/20260301/us-east-1/glue/aws4_request, SignedHeaders=host, Signature=00";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        var answer = new MemoryStream();
        context.Response.Body = answer;
        await _endpoint.HandleAsync(context);
        return (context.Response.StatusCode, JsonNode.Parse(answer.ToArray())!);
    }

    /// <summary>What a call answers that must succeed.</summary>
    public async Task<JsonNode> AskAsync(string operation, string body)
    {
        var (status, answer) = await CallAsync(operation, body);
        status.ShouldBe(200, answer.ToJsonString());
        return answer;
    }

    public ValueTask DisposeAsync() => _logs.DisposeAsync();
}
