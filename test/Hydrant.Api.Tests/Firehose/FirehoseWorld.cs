using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Hydrant.Api.Faults;
using Hydrant.Api.Firehose;
using Hydrant.Api.Firehose.Rates;
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
    private DeliveryOptions _options = null!;
    private TimeProvider _clock = null!;

    public TimeProvider Clock => _clock;

    /// <summary>Where callers are.</summary>
    public string Region { get; set; } = "us-east-1";

    public DeliveryDirectory Deliveries { get; private set; } = null!;

    public StreamDirectory Streams { get; private set; } = null!;

    public DataCatalog Tables { get; private set; } = null!;

    public FaultFilter Faults { get; private set; } = null!;

    /// <param name="options">Without limits and with states that end at once, unless something else is wanted.</param>
    /// <param name="clock">The real one, unless the test has its own.</param>
    public static async Task<FirehoseWorld> StartAsync(DeliveryOptions? options = null, TimeProvider? clock = null)
    {
        var world = new FirehoseWorld
        {
            _options = options ?? new DeliveryOptions { StateDelay = TimeSpan.Zero }, _clock = clock ?? TimeProvider.System,
        };
        await world.OpenAsync();
        return world;
    }

    /// <summary>Stops, and starts again on what is durable.</summary>
    public async Task RestartAsync()
    {
        await CloseAsync();
        await OpenAsync();
    }

    private async Task OpenAsync()
    {
        var (clock, ids) = (_clock, new RandomIdSource());
        _logs = await SegmentLogStore.OpenAsync(new SegmentLogOptions { Directory = Path.Combine(_folder, "log") }, clock);
        var catalog = await LogCatalogStore.OpenAsync(_logs, CancellationToken.None);
        Streams = new StreamDirectory(catalog, _logs, new StreamOptions { StateDelay = TimeSpan.Zero }, clock);
        var objects = LocalObjectStore.Open(new LocalObjectStoreOptions { Root = Path.Combine(_folder, "buckets") }, ids);
        Tables = new DataCatalog(catalog, new TableLimits(), ids, clock);
        var services = new DestinationServices(objects, Tables.Tables, new NoFunctions(), ids, clock);
        Deliveries = new DeliveryDirectory(
            new DeliveryStores(catalog, _logs), Streams, new DestinationRegistry().AddBuiltIn(services),
            _options, new NoEvents(), ids, clock);
        await Streams.LoadAsync(CancellationToken.None);
        await Deliveries.LoadAsync(CancellationToken.None);
        _endpoint = new WireEndpoint(
            [FirehoseService.Operations(Deliveries, clock)], new SignatureVerifier([], "000000000000", clock), new WireOptions(), ids,
            clock, NullLogger<WireEndpoint>.Instance,
            [Faults = new FaultFilter(Streams, FaultPlan.None, clock), new FirehoseRateFilter(Deliveries, clock)]);
    }

    /// <summary>Calls an operation that must go through.</summary>
    public async Task<JsonNode> AskAsync(string operation, string body)
    {
        var (status, answer) = await CallAsync(operation, body);
        status.ShouldBe(200, $"{operation}: {answer.ToJsonString()}");
        return answer;
    }

    /// <summary>Calls an operation that must be refused: status, type and text.</summary>
    public async Task<string> RefusedAsync(string operation, string body)
    {
        var (status, answer) = await CallAsync(operation, body);
        return $"{status} {answer["__type"]}: {answer["message"] ?? answer["Message"]}";
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
            $"AWS4-HMAC-SHA256 Credential=key/20260301/{Region}/firehose/aws4_request, SignedHeaders=host;x-amz-date, Signature=00";
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
        await CloseAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task CloseAsync()
    {
        await Deliveries.DisposeAsync();
        Streams.Dispose();
        await _logs.DisposeAsync();
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
