using Hydrant.Api.Faults;
using Hydrant.Api.Firehose;
using Hydrant.Api.Firehose.Rates;
using Hydrant.Api.Glue;
using Hydrant.Api.Kinesis;
using Hydrant.Api.Kinesis.Rates;
using Hydrant.Compaction;
using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Delivery.Delivering;
using Hydrant.Destinations;
using Hydrant.Server.Admin;
using Hydrant.Server.Options;
using Hydrant.Storage.Catalog;
using Hydrant.Storage.Segments;
using Hydrant.Streams;
using Hydrant.Streams.Consumers;
using Hydrant.Streams.Retention;
using Hydrant.Streams.Scaling;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Rest;
using Hydrant.Wire.SigV4;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Hydrant.Server.Composition;

/// <summary>Everything behind the port, put together in the order in which it depends on each other, and taken apart in reverse.</summary>
internal sealed class HydrantHost : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Stack<IAsyncDisposable> _parts = new();
    private Task _sweep = Task.CompletedTask;
    private Task _scaling = Task.CompletedTask;

    private HydrantHost()
    {
    }

    public WireEndpoint Endpoint { get; private set; } = null!;

    /// <summary>The services that tell their operations apart by paths.</summary>
    public RestEndpoint Rest { get; private set; } = null!;

    /// <summary>The pages under <c>/_hydrant</c>, by their paths. A new one is a file in Admin and one line where these are added.</summary>
    public Dictionary<string, RequestDelegate> Pages { get; } = new(StringComparer.Ordinal);

    /// <summary>Their subscriptions are answers that go on for minutes.</summary>
    public ConsumerDirectory Consumers { get; private set; } = null!;

    public static async Task<HydrantHost> StartAsync(ServerOptions options, ILoggerFactory logging, CancellationToken ct)
    {
        var host = new HydrantHost();
        try
        {
            await host.ComposeAsync(options, logging, ct);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        try
        {
            await Task.WhenAll(_sweep, _scaling);
        }
        finally
        {
            while (_parts.TryPop(out var part)) await part.DisposeAsync();
            _stopping.Dispose();
        }
    }

    private async Task ComposeAsync(ServerOptions options, ILoggerFactory logging, CancellationToken ct)
    {
        var (clock, ids) = (TimeProvider.System, new RandomIdSource());
        var log = logging.CreateLogger<HydrantHost>();
        Own(DataDirectory.Open(options.Data));

        var logs = await SegmentLogStore.OpenAsync(options.Log, clock);
        _parts.Push(logs);
        foreach (var damage in logs.Damage) log.Damaged(damage);

        var catalog = await LogCatalogStore.OpenAsync(logs, ct);
        var streams = new StreamDirectory(catalog, logs, options.Streams, clock, new StreamLog(logging.CreateLogger<StreamDirectory>()));
        Own(streams);
        await streams.LoadAsync(ct);
        var consumers = new ConsumerDirectory(catalog, streams, options.Streams, clock);
        Own(consumers);
        await consumers.LoadAsync(ct);
        Consumers = consumers;
        _sweep = new RetentionSweep(streams, options.Streams, clock).RunAsync(_stopping.Token);
        _scaling = new AutoScaler(streams, options.Streams, clock).RunAsync(_stopping.Token);
        Pages.Add(ScalingEndpoint.Path, new ScalingEndpoint(streams).HandleAsync);
        Pages.Add(InferEndpoint.Path, InferEndpoint.HandleAsync);

        var functions = await FunctionParts.OpenAsync(options.Functions.ToOptions(options), catalog, ids, clock, ct);
        _parts.Push(functions);
        var tables = new DataCatalog(catalog, new TableLimits(), ids, clock);
        await tables.LoadAsync(ct);

        var objects = StorageBackends.OpenObjects(options, ids);
        if (objects is IDisposable owned) Own(owned);
        var compactions = new CompactionDesk(objects, clock, ids);
        _parts.Push(compactions);
        var compaction = new CompactionEndpoint(compactions);
        Pages.Add(CompactionEndpoint.Path, compaction.HandleAsync);
        Pages.Add(CompactionEndpoint.LivePath, compaction.HandleAsync);
        var errorLog = new ErrorLogFiles(Path.Combine(options.Data, "error-logs"), clock);
        _parts.Push(errorLog);
        var services = new DestinationServices(objects, tables.Tables, functions.Invoker, ids, clock)
        {
            RowMemory = options.Delivery.RowMemory,
            ErrorLog = errorLog,
        };
        var deliveries = new DeliveryDirectory(
            new DeliveryStores(catalog, logs), streams, new DestinationRegistry().AddBuiltIn(services), options.Delivery,
            new DeliveryLog(logging.CreateLogger<DeliveryDirectory>()), ids, clock);
        _parts.Push(deliveries);
        await deliveries.LoadAsync(ct);
        Pages.Add(PrefixEndpoint.Path, new PrefixEndpoint(deliveries, clock).HandleAsync);
        Pages.Add(FailuresEndpoint.Path, new FailuresEndpoint(deliveries).HandleAsync);

        var faults = new FaultFilter(streams, options.Faults, clock);
        if (options.HasFaultsEndpoint) Pages.Add(FaultsEndpoint.Path, new FaultsEndpoint(faults, options.AllowFaults).HandleAsync);
        var verifier = new SignatureVerifier(options.Credentials, options.Account, clock);
        Rest = new RestEndpoint([functions.Operations], verifier, options.Wire, ids, clock, logging.CreateLogger<RestEndpoint>());
        Endpoint = new WireEndpoint(
            [
                KinesisService.Operations(streams, consumers, logs, clock), FirehoseService.Operations(deliveries, clock),
                GlueService.Operations(tables),
            ],
            verifier,
            options.Wire,
            ids,
            clock,
            logging.CreateLogger<WireEndpoint>(),
            [faults, new RateFilter(streams, clock), new FirehoseRateFilter(deliveries, clock)]);
    }

    private void Own(IDisposable part) => _parts.Push(new Owned(part));

    private sealed class Owned(IDisposable part) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            part.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
