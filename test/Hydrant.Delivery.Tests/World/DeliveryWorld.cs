using System.Text;
using Hydrant.Core;
using Hydrant.Delivery.Configuration;
using Hydrant.Delivery.Delivering;
using Hydrant.Storage;
using Hydrant.Storage.Batches;
using Hydrant.Storage.Catalog;
using Hydrant.Storage.Segments;
using Hydrant.Streams;
using Hydrant.Testing.Clock;

namespace Hydrant.Delivery.Tests.World;

/// <summary>
/// Delivery over a real log in a folder of its own, with time, destination and crashes in the test's hand.
/// </summary>
internal sealed class DeliveryWorld : IAsyncDisposable
{
    public static readonly Tenant Tenant = new("000000000000", "us-east-1");

    private readonly string _folder = Directory.CreateTempSubdirectory("hydrant-delivery-").FullName;
    private LogCatalogStore _inner = null!;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public FakeDestination Destination { get; } = new();

    public SeenEvents Events { get; } = new();

    public CrashPoint Crash { get; } = new();

    public DeliveryOptions Options { get; init; } = new() { MeasureEvery = TimeSpan.Zero, StateDelay = TimeSpan.Zero };

    public SegmentLogStore Logs { get; private set; } = null!;

    public ICatalogStore Catalog { get; private set; } = null!;

    public StreamDirectory Streams { get; private set; } = null!;

    public DeliveryDirectory Deliveries { get; private set; } = null!;

    public static async Task<DeliveryWorld> StartAsync(DeliveryOptions? options = null)
    {
        var world = options is null ? new DeliveryWorld() : new DeliveryWorld { Options = options };
        world.Logs = await SegmentLogStore.OpenAsync(
            new SegmentLogOptions { Directory = world._folder, SegmentSize = ByteSize.MiB(16) }, world.Clock);
        world._inner = await LogCatalogStore.OpenAsync(world.Logs, CancellationToken.None);
        await world.OpenAsync();
        return world;
    }

    /// <summary>Stops deliveries wherever they are, and starts them again on what is durable.</summary>
    public async Task RestartAsync()
    {
        await Deliveries.DisposeAsync();
        Streams.Dispose();
        Crash.Disarm();
        await OpenAsync();
    }

    public async Task<DeliveryStream> CreateAsync(string name, string? sourceArn = null)
    {
        var settings = new DestinationSettings(FakeDestination.KindName, "{}"u8.ToArray());
        var type = sourceArn is null ? DeliveryStreamType.DirectPut : DeliveryStreamType.KinesisStreamAsSource;
        var spec = new DeliveryStreamSpec(name, type, settings)
        {
            KinesisSource = sourceArn is null ? null : new KinesisSourceSettings(sourceArn, "arn:aws:iam::000000000000:role/r", null),
        };
        var created = (await Deliveries.CreateAsync(Tenant, spec, CancellationToken.None)).Value;
        while (!created.IsActive) await Task.Yield();
        return created;
    }

    public DeliveryStream Find(string name) => Deliveries.Find(Tenant, name).Value;

    public static Task PutAsync(DeliveryStream stream, params string[] records) => stream.Intake!.PutAsync(Buffer(records), default).AsTask();

    public static RecordBuffer Buffer(params string[] records)
    {
        var buffer = new RecordBuffer();
        foreach (var record in records) buffer.Add("key"u8, Encoding.UTF8.GetBytes(record));
        return buffer;
    }

    /// <summary>Lets the time run to the next timer, again and again, until something was delivered.</summary>
    public async Task<DeliveryPlan> NextDeliveryAsync()
    {
        var next = Events.NextAsync();
        while (!next.IsCompleted)
        {
            var armed = Clock.WaitForTimerAsync(TimeSpan.FromDays(1));
            await Task.WhenAny(next, armed);
            if (!next.IsCompleted && Clock.NextDue is { } due) Clock.Advance(due - Clock.GetUtcNow());
        }

        return await next;
    }

    public async ValueTask DisposeAsync()
    {
        await Deliveries.DisposeAsync();
        Streams.Dispose();
        await Logs.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task OpenAsync()
    {
        Catalog = new CrashingCatalog(_inner, Crash);
        Destination.Crash = Crash;
        Streams = new StreamDirectory(_inner, Logs, new StreamOptions { StateDelay = TimeSpan.Zero }, Clock);
        await Streams.LoadAsync(CancellationToken.None);
        var registry = new DestinationRegistry().Add(Destination);
        Deliveries = new DeliveryDirectory(
            new DeliveryStores(Catalog, new CrashingLogStore(Logs, Crash)), Streams, registry, Options, Events, new RandomIdSource(seed: 7), Clock);
        await Deliveries.LoadAsync(CancellationToken.None);
    }
}
