using System.Text;
using System.Text.Json.Nodes;
using Hydrant.Api.Faults;
using Hydrant.Api.Kinesis;
using Hydrant.Api.Kinesis.Rates;
using Hydrant.Core;
using Hydrant.Storage.Catalog;
using Hydrant.Storage.Memory;
using Hydrant.Streams;
using Hydrant.Streams.Consumers;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.SigV4;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hydrant.Api.Tests;

/// <summary>The whole way of a request without sockets and disks.</summary>
internal sealed class ApiWorld(StreamOptions options, TimeProvider clock, FaultPlan faults) : IAsyncDisposable
{
    private readonly MemoryLogStore _logs = new(clock);
    private StreamDirectory _streams = null!;
    private ConsumerDirectory _consumers = null!;
    private WireEndpoint _endpoint = null!;

    public StreamDirectory Streams => _streams;

    public ConsumerDirectory Consumers => _consumers;

    public FaultFilter Faults { get; private set; } = null!;

    /// <param name="options">How streams behave; without limits when nothing is said.</param>
    /// <param name="clock">The time; the real one when nothing is said.</param>
    /// <param name="faults">What goes wrong on purpose; nothing when nothing is said.</param>
    public static async Task<ApiWorld> OpenAsync(
        StreamOptions? options = null, TimeProvider? clock = null, FaultPlan? faults = null)
    {
        var world = new ApiWorld(options ?? new(), clock ?? TimeProvider.System, faults ?? FaultPlan.None);
        await world.StartAsync();
        return world;
    }

    /// <summary>Stops the server and starts one on the same logs.</summary>
    public async Task RestartAsync()
    {
        _consumers.Dispose();
        _streams.Dispose();
        await StartAsync();
    }

    /// <summary>Makes a stream that is ACTIVE.</summary>
    public async Task CreateAsync(string name, int shards)
    {
        (await CallAsync("CreateStream", $$"""{"StreamName":"{{name}}","ShardCount":{{shards}}}""")).Status.ShouldBe(200);
        await ActiveAsync(name);
    }

    /// <summary>Waits for the end of what is being done to a stream.</summary>
    public async Task ActiveAsync(string name)
    {
        var stream = _streams.Find(new Tenant("123456789012", "us-east-1"), StreamName.Parse(name).Value).Value;
        while (true)
        {
            var changed = stream.Changed;
            if (stream.Now.State.Status == StreamStatus.Active) return;
            await changed;
        }
    }

    /// <summary>Registers a consumer that is ACTIVE.</summary>
    public async Task RegisterAsync(string stream, string consumer)
    {
        var arn = $"arn:aws:kinesis:us-east-1:123456789012:stream/{stream}";
        var request = $$"""{"StreamARN":"{{arn}}","ConsumerName":"{{consumer}}"}""";
        (await CallAsync("RegisterStreamConsumer", request)).Status.ShouldBe(200);
        var made = _consumers.Find(_streams.Find(new Tenant("123456789012", "us-east-1"), StreamName.Parse(stream).Value).Value, consumer)!;
        while (made.Now.Status != ConsumerStatus.Active) await Task.Yield();
    }

    /// <summary>The disk is gone.</summary>
    public ValueTask CloseLogsAsync() => _logs.DisposeAsync();

    public Task<(int Status, string Body)> CallAsync(string operation, string json) => SendAsync(context =>
    {
        context.Request.Headers["X-Amz-Target"] = $"Kinesis_20131202.{operation}";
        context.Request.ContentType = "application/x-amz-json-1.1";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(json));
    });

    /// <summary>Subscribes, and waits until the answer has begun: with the first event, or with an error.</summary>
    public Task<OpenSubscription> SubscribeAsync(string json) => SubscribeAsync("json", Encoding.UTF8.GetBytes(json));

    /// <param name="encoding"><c>json</c> or <c>cbor</c>.</param>
    /// <param name="body">In that encoding.</param>
    public async Task<OpenSubscription> SubscribeAsync(string encoding, byte[] body)
    {
        var context = NewContext();
        context.Request.Headers["X-Amz-Target"] = "Kinesis_20131202.SubscribeToShard";
        context.Request.ContentType = $"application/x-amz-{encoding}-1.1";
        context.Request.Body = new MemoryStream(body);
        return await OpenSubscription.OpenAsync(context, _endpoint.HandleAsync);
    }

    /// <summary>What a call answers that must succeed; an empty object when it answers nothing.</summary>
    public async Task<JsonNode> AskAsync(string operation, string json)
    {
        var (status, body) = await CallAsync(operation, json);
        status.ShouldBe(200, body);
        return body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)!;
    }

    public async Task<(int Status, string Body)> SendAsync(Action<HttpContext> prepare)
    {
        var (status, body) = await SendBytesAsync(prepare);
        return (status, Encoding.UTF8.GetString(body));
    }

    public async Task<(int Status, byte[] Body)> SendBytesAsync(Action<HttpContext> prepare)
    {
        var context = NewContext();
        var answer = new MemoryStream();
        context.Response.Body = answer;
        prepare(context);
        await _endpoint.HandleAsync(context);
        await context.Response.BodyWriter.FlushAsync();
        return (context.Response.StatusCode, answer.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        _consumers.Dispose();
        _streams.Dispose();
        await _logs.DisposeAsync();
    }

    private async Task StartAsync()
    {
        var catalog = await LogCatalogStore.OpenAsync(_logs, default);
        var fast = options with { StateDelay = TimeSpan.Zero };
        _streams = new StreamDirectory(catalog, _logs, fast, clock);
        await _streams.LoadAsync(default);
        _consumers = new ConsumerDirectory(catalog, _streams, fast, clock);
        await _consumers.LoadAsync(default);
        Faults = new FaultFilter(_streams, faults, clock);
        _endpoint = new WireEndpoint(
            [KinesisService.Operations(_streams, _consumers, _logs, clock)],
            new SignatureVerifier([], "123456789012", TimeProvider.System),
            new WireOptions(),
            new RandomIdSource(1),
            clock,
            NullLogger<WireEndpoint>.Instance,
            [Faults, new RateFilter(_streams, clock)]);
    }

    private static DefaultHttpContext NewContext()
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "POST";
        context.Request.Headers["X-Amz-Date"] = "20260101T000000Z";
        context.Request.Headers.Authorization =
            "AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/kinesis/aws4_request, SignedHeaders=host, Signature=0";
        return context;
    }
}
