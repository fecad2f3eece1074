using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Nodes;
using Hydrant.Api.Faults;
using Hydrant.Api.Kinesis;
using Hydrant.Api.Kinesis.Rates;
using Hydrant.Core;
using Hydrant.Storage.Catalog;
using Hydrant.Storage.Segments;
using Hydrant.Streams;
using Hydrant.Streams.Consumers;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.SigV4;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hydrant.Api.Tests.Allocation;

/// <summary>Everything a request passes but the socket, down to files on the real disk; what it answers is not kept.</summary>
internal sealed class DiskWorld : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("hydrant-allocation-").FullName;
    private SegmentLogStore _logs = null!;
    private StreamDirectory _streams = null!;
    private ConsumerDirectory _consumers = null!;
    private WireEndpoint _endpoint = null!;

    public static async Task<DiskWorld> OpenAsync()
    {
        var world = new DiskWorld();
        var clock = TimeProvider.System;
        world._logs = await SegmentLogStore.OpenAsync(
            new SegmentLogOptions { Directory = world._directory, TailCacheSize = ByteSize.MiB(8) }, clock);
        var catalog = await LogCatalogStore.OpenAsync(world._logs, default);
        var options = new StreamOptions { StateDelay = TimeSpan.Zero };
        world._streams = new StreamDirectory(catalog, world._logs, options, clock);
        await world._streams.LoadAsync(default);
        world._consumers = new ConsumerDirectory(catalog, world._streams, options, clock);
        await world._consumers.LoadAsync(default);
        world._endpoint = new WireEndpoint(
            [KinesisService.Operations(world._streams, world._consumers, world._logs, clock)],
            new SignatureVerifier([], "123456789012", clock),
            new WireOptions(),
            new RandomIdSource(1),
            clock,
            NullLogger<WireEndpoint>.Instance,
            [new FaultFilter(world._streams, FaultPlan.None, clock), new RateFilter(world._streams, clock)]);
        return world;
    }

    /// <summary>Makes a stream that is ACTIVE.</summary>
    public async Task CreateAsync(string name, int shards)
    {
        await AskAsync("CreateStream", $$"""{"StreamName":"{{name}}","ShardCount":{{shards}}}""");
        var stream = _streams.Find(new Tenant("123456789012", "us-east-1"), StreamName.Parse(name).Value).Value;
        for (var changed = stream.Changed; stream.Now.State.Status != StreamStatus.Active; changed = stream.Changed) await changed;
    }

    /// <summary>What a call answers, as JSON; an empty object when it answers nothing.</summary>
    public async Task<JsonNode> AskAsync(string operation, string json)
    {
        var answer = new MemoryStream();
        await SendAsync(operation, "json", Encoding.UTF8.GetBytes(json), answer);
        return answer.Length == 0 ? new JsonObject() : JsonNode.Parse(answer.ToArray())!;
    }

    /// <summary>
    /// The fewest bytes that any of several calls allocated, on whatever thread: what the runtime does meanwhile for itself
    /// comes on top in some of them, and what a call must have is in all.
    /// </summary>
    public async Task<long> AllocatedByAsync(string operation, string encoding, byte[] body)
    {
        const int calls = 40;
        var fewest = long.MaxValue;
        for (var i = 0; i < calls; i++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await SendAsync(operation, encoding, body, Stream.Null);
            fewest = Math.Min(fewest, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return fewest;
    }

    public async ValueTask DisposeAsync()
    {
        _consumers.Dispose();
        _streams.Dispose();
        await _logs.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task SendAsync(string operation, string encoding, byte[] body, Stream answer)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IRequestBodyPipeFeature>(new WholeBody(body));
        context.Request.Method = "POST";
        context.Request.ContentLength = body.Length;
        context.Request.ContentType = $"application/x-amz-{encoding}-1.1";
        context.Request.Headers["X-Amz-Target"] = $"Kinesis_20131202.{operation}";
        context.Request.Headers["X-Amz-Date"] = "20260101T000000Z";
        context.Request.Headers.Authorization =
            "AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/kinesis/aws4_request, SignedHeaders=host, Signature=0";
        context.Response.Body = answer;
        await _endpoint.HandleAsync(context);
        await context.Response.BodyWriter.FlushAsync();
        context.Response.StatusCode.ShouldBe(200);
    }

    /// <summary>A body that has arrived; a reader over a stream would take memory by its length.</summary>
    private sealed class WholeBody(byte[] body) : IRequestBodyPipeFeature
    {
        public PipeReader Reader { get; } = PipeReader.Create(new ReadOnlySequence<byte>(body));
    }
}
