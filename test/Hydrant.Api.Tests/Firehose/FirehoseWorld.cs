using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Hydrant.Api.Faults;
using Hydrant.Api.Firehose;
using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Delivery.Delivering;
using Hydrant.Destinations;
using Hydrant.Functions;
using Hydrant.Storage;
using Hydrant.Storage.Catalog;
using Hydrant.Storage.Local;
using Hydrant.Storage.Segments;
using Hydrant.Streams;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.SigV4;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hydrant.Api.Tests.Firehose;

/// <summary>
/// The operations of Firehose behind their endpoint, over real files in a folder of its own, without a socket.
/// </summary>
internal sealed class FirehoseWorld : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hydrant-firehose-").FullName;
    private SegmentLogStore _logs = null!;
    private WireEndpoint _endpoint = null!;

    public DeliveryDirectory Deliveries { get; private set; } = null!;

    public StreamDirectory Streams { get; private set; } = null!;

    public DataCatalog Tables { get; private set; } = null!;

    public FaultFilter Faults { get; private set; } = null!;

    public static async Task<FirehoseWorld> StartAsync()
    {
        var world = new FirehoseWorld();
        var (clock, ids) = (TimeProvider.System, new RandomIdSource());
        world._logs = await SegmentLogStore.OpenAsync(new SegmentLogOptions { Directory = Path.Combine(world._folder, "log") }, clock);
        var catalog = await LogCatalogStore.OpenAsync(world._logs, CancellationToken.None);
        world.Streams = new StreamDirectory(catalog, world._logs, new StreamOptions { StateDelay = TimeSpan.Zero }, clock);
        var objects = LocalObjectStore.Open(new LocalObjectStoreOptions { Root = Path.Combine(world._folder, "buckets") }, ids);
        world.Tables = new DataCatalog(catalog, new TableLimits(), ids, clock);
        var services = new DestinationServices(objects, world.Tables.Tables, new NoFunctions(), ids, clock);
        world.Deliveries = new DeliveryDirectory(
            new DeliveryStores(catalog, world._logs), world.Streams, new DestinationRegistry().AddBuiltIn(services),
            new DeliveryOptions { StateDelay = TimeSpan.Zero }, new NoEvents(), ids, clock);
        world._endpoint = new WireEndpoint(
            [FirehoseService.Operations(world.Deliveries)], new SignatureVerifier([], "000000000000", clock), new WireOptions(), ids,
            clock, NullLogger<WireEndpoint>.Instance, [world.Faults = new FaultFilter(world.Streams, FaultPlan.None, clock)]);
        return world;
    }

    /// <summary>Calls an operation with a JSON body; status and answer.</summary>
    public async Task<(int Status, JsonNode Answer)> CallAsync(string operation, string body)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "POST";
        context.Request.Path = "/";
        context.Request.ContentType = "application/x-amz-json-1.1";
        context.Request.Headers["X-Amz-Target"] = $"Firehose_20150804.{operation}";
        context.Request.Headers.Authorization =
            "AWS4-HMAC-SHA256 Credential=key/20260301/us-east-1/firehose/aws4_request, SignedHeaders=host;x-amz-date, Signature=00";
        context.Request.Headers["X-Amz-Date"] = "20260301T120000Z";
        context.Request.Headers.Host = "localhost";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Request.ContentLength = context.Request.Body.Length;
        var answer = new MemoryStream();
        context.Response.Body = answer;

        await _endpoint.HandleAsync(context);
        return (context.Response.StatusCode, JsonNode.Parse(answer.ToArray())!);
    }

    /// <summary>Makes a delivery stream with the S3 members given, and waits until it takes records.</summary>
    public async Task MakeAsync(string name, string more = "")
    {
        var (status, answer) = await CallAsync("CreateDeliveryStream", Creation(name, more));
        status.ShouldBe(200, answer.ToJsonString());
        while (Deliveries.All.Any(stream => !stream.IsActive)) await Task.Yield();
    }

    public static string Creation(string name, string more = "") => $$$"""
        {"DeliveryStreamName":"{{{name}}}","ExtendedS3DestinationConfiguration":{
        "RoleARN":"arn:aws:iam::000000000000:role/r","BucketARN":"arn:aws:s3:::lake"{{{more}}}}}
        """;

    public async Task MakeSourceAsync(string name)
    {
        var spec = new StreamSpec(
            StreamName.Parse(name).Value, 1, StreamMode.Provisioned, 1024, ImmutableSortedDictionary<string, string>.Empty);
        var stream = await Streams.CreateAsync(new Tenant("000000000000", "us-east-1"), spec, CancellationToken.None);
        while (!stream.Value.Now.IsUsable) await Task.Yield();
    }

    public async ValueTask DisposeAsync()
    {
        await Deliveries.DisposeAsync();
        Streams.Dispose();
        await _logs.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class NoEvents : IDeliveryEvents
    {
        public void Delivered(Arn stream, ShardKey source, DeliveryPlan plan)
        {
        }

        public void AttemptFailed(Arn stream, ShardKey source, int attempts, string reason)
        {
        }

        public void RecordsExpired(Arn stream, ShardKey source, long records)
        {
        }

        public void PumpStopped(Arn stream, ShardKey source, Exception cause)
        {
        }

        public void ChangeFailed(Arn stream, StorageException cause)
        {
        }
    }

    private sealed class NoFunctions : IFunctionInvoker
    {
        public ValueTask<FunctionAnswer> InvokeAsync(string functionArnOrName, ReadOnlyMemory<byte> payload, CancellationToken ct) =>
            ValueTask.FromResult(new FunctionAnswer(FunctionAnswerKind.NotFound, default, ""));
    }
}
