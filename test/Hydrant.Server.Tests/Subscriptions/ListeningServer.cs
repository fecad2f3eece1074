using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Hydrant.Core;
using Hydrant.Server.Composition;
using Hydrant.Server.Options;
using Hydrant.Streams;
using Hydrant.Streams.Consumers;
using Hydrant.Streams.Quotas;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hydrant.Server.Tests.Subscriptions;

/// <summary>The server with a port and a disk, in this process, so that a test sees what it holds.</summary>
internal sealed class ListeningServer : IAsyncDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("hydrant-test-").FullName;
    private readonly HttpClient _client = new();
    private WebApplication _app = null!;
    private HydrantHost _host = null!;
    private LiveConsumer _consumer = null!;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Subscriptions of its first consumer that are at work.</summary>
    public int Active => _consumer.Subscriptions.Active;

    /// <summary>Starts it with one stream of one shard and one consumer, both ACTIVE.</summary>
    public static async Task<ListeningServer> StartAsync()
    {
        var server = new ListeningServer();
        var options = new ServerOptions
        {
            Listen = new Uri("http://127.0.0.1:0"),
            Data = server._data,
            LogTailCacheSize = ByteSize.MiB(4),
            Streams = new StreamOptions { Limits = LimitMode.Off },
        };
        server._app = HttpServer.Build(options);
        server._host = await HydrantHost.StartAsync(options, NullLoggerFactory.Instance, default);
        HttpServer.Map(server._app, server._host);
        await server._app.StartAsync();
        await server.CallAsync("CreateStream", """{"StreamName":"s","ShardCount":1}""");
        while (!(await server.CallAsync("DescribeStreamSummary", """{"StreamName":"s"}""")).Contains("ACTIVE", StringComparison.Ordinal)) await Task.Delay(50);
        server._consumer = await server.RegisterAsync("c");
        return server;
    }

    /// <summary>Registers a consumer that is ACTIVE.</summary>
    public async Task<LiveConsumer> RegisterAsync(string name)
    {
        await CallAsync("RegisterStreamConsumer", $$"""{"StreamARN":"arn:aws:kinesis:us-east-1:000000000000:stream/s","ConsumerName":"{{name}}"}""");
        var consumer = _host.Consumers.All.Single(each => each.Now.Name == name);
        while (consumer.Now.Status != ConsumerStatus.Active) await Task.Delay(10);
        return consumer;
    }

    public async Task<string> CallAsync(string operation, string json)
    {
        using var request = Request(operation, json, HttpVersion.Version11);
        using var response = await _client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        return body;
    }

    public Task PutAsync(byte[] data) =>
        CallAsync("PutRecord", $$"""{"StreamName":"s","PartitionKey":"k","Data":"{{Convert.ToBase64String(data)}}"}""");

    public string SubscribeBody(string type, string consumer) =>
        $$$"""{"ConsumerARN":"{{{_host.Consumers.All.Single(each => each.Now.Name == consumer).Now.Arn}}}","ShardId":"shardId-000000000000","StartingPosition":{"Type":"{{{type}}}"}}""";

    public HttpRequestMessage Request(string operation, string json, Version version)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Address)
        {
            Version = version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        request.Headers.Add("X-Amz-Target", $"Kinesis_20131202.{operation}");
        request.Headers.Add("X-Amz-Date", "20260101T000000Z");
        request.Headers.TryAddWithoutValidation(
            "Authorization", "AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/kinesis/aws4_request, SignedHeaders=host, Signature=0");
        return request;
    }

    /// <summary>Waits for the server to have no subscription; at once, so not for the seconds a time limit would take.</summary>
    public async Task UntilReleasedAsync()
    {
        for (var i = 0; Active > 0; i++)
        {
            i.ShouldBeLessThan(150, "the subscription was not released");
            await Task.Delay(20);
        }
    }

    /// <summary>Stops the port as a signal would.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _host.DisposeAsync();
        _client.Dispose();
        Directory.Delete(_data, recursive: true);
    }
}
