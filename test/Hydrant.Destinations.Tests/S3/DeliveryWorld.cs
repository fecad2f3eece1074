using System.Threading.Channels;
using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Delivery.Configuration;
using Hydrant.Delivery.Delivering;
using Hydrant.Destinations.S3;
using Hydrant.Storage;
using Hydrant.Storage.Batches;
using Hydrant.Storage.Catalog;
using Hydrant.Storage.Local;
using Hydrant.Storage.Segments;
using Hydrant.Streams;
using Hydrant.Tables;
using Hydrant.Tables.Model;

namespace Hydrant.Destinations.Tests.S3;

/// <summary>A server's worth of delivery over real files in a folder of its own, without HTTP.</summary>
internal sealed class DeliveryWorld : IAsyncDisposable
{
    public static readonly Tenant Tenant = new("000000000000", "us-east-1");

    private readonly string _folder = Directory.CreateTempSubdirectory("hydrant-delivery-").FullName;
    private SegmentLogStore _logs = null!;

    public LocalObjectStore Objects { get; private set; } = null!;

    public DeliveryDirectory Deliveries { get; private set; } = null!;

    public StreamDirectory Streams { get; private set; } = null!;

    public SeenEvents Events { get; } = new();

    public static async Task<DeliveryWorld> StartAsync()
    {
        var world = new DeliveryWorld();
        await world.OpenAsync();
        return world;
    }

    public async Task RestartAsync()
    {
        await CloseAsync();
        await OpenAsync();
    }

    public async Task<DeliveryStream> CreateAsync(string name, S3Options options, KinesisSourceSettings? source = null)
    {
        var settings = new DestinationSettings("S3", S3Document.Write(options));
        var type = source is null ? DeliveryStreamType.DirectPut : DeliveryStreamType.KinesisStreamAsSource;
        var spec = new DeliveryStreamSpec(name, type, settings) { KinesisSource = source };
        var created = await Deliveries.CreateAsync(Tenant, spec, CancellationToken.None);
        while (!created.Value.IsActive) await Task.Yield();
        return created.Value;
    }

    public static async Task PutAsync(DeliveryStream stream, params string[] records)
    {
        using var buffer = new RecordBuffer();
        foreach (var record in records) buffer.Add([], System.Text.Encoding.UTF8.GetBytes(record));
        await stream.Intake!.PutAsync(buffer, CancellationToken.None);
    }

    /// <summary>What objects under a prefix say, in the order of their keys.</summary>
    public async Task<List<string>> TextsAsync(string bucket, string prefix) =>
        [.. (await ObjectsAsync(bucket, prefix)).Select(found => System.Text.Encoding.UTF8.GetString(found.Bytes))];

    public async Task<List<(string Key, byte[] Bytes)>> ObjectsAsync(string bucket, string prefix)
    {
        var found = new List<(string, byte[])>();
        await foreach (var info in Objects.ListAsync(bucket, prefix, CancellationToken.None))
            found.Add((info.Key.Path, await ReadAsync(bucket, info.Key.Path)));
        return found;
    }

    public async Task MakeTableAsync(string database, string table, params (string Name, string Type)[] columns)
    {
        await Tables.Databases.CreateAsync(Tenant, new DatabaseInput { Name = database }, CancellationToken.None);
        var input = new TableInput
        {
            Name = table,
            StorageDescriptor = new() { Columns = [.. columns.Select(column => new Column { Name = column.Name, Type = column.Type })] },
        };
        (await Tables.Tables.CreateAsync(Tenant, database, input, "test", CancellationToken.None)).ShouldBeNull();
    }

    public DataCatalog Tables { get; private set; } = null!;

    public DestinationServices Services { get; private set; } = null!;

    public FakeFunctions Functions { get; } = new();

    public async Task<byte[]> ReadAsync(string bucket, string path)
    {
        await using var body = await Objects.OpenReadAsync(new ObjectKey(bucket, path), CancellationToken.None);
        var bytes = new MemoryStream();
        await body.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task OpenAsync()
    {
        var clock = TimeProvider.System;
        _logs = await SegmentLogStore.OpenAsync(new SegmentLogOptions { Directory = Path.Combine(_folder, "log") }, clock);
        var catalog = await LogCatalogStore.OpenAsync(_logs, CancellationToken.None);
        Objects = LocalObjectStore.Open(new LocalObjectStoreOptions { Root = Path.Combine(_folder, "objects") }, new RandomIdSource());
        Streams = new StreamDirectory(catalog, _logs, new StreamOptions(), clock);
        await Streams.LoadAsync(CancellationToken.None);
        var ids = new RandomIdSource();
        var options = new DeliveryOptions { ZeroInterval = TimeSpan.FromMilliseconds(20), MeasureEvery = TimeSpan.Zero };
        Tables = new DataCatalog(catalog, new TableLimits(), ids, clock);
        Services = new DestinationServices(Objects, Tables.Tables, Functions, ids, clock);
        Deliveries = new DeliveryDirectory(
            new DeliveryStores(catalog, _logs), Streams, new DestinationRegistry().AddBuiltIn(Services), options, Events, ids, clock);
        await Deliveries.LoadAsync(CancellationToken.None);
    }

    private async Task CloseAsync()
    {
        await Deliveries.DisposeAsync();
        Streams.Dispose();
        await _logs.DisposeAsync();
    }

    internal sealed class SeenEvents : IDeliveryEvents
    {
        private readonly Channel<DeliveryPlan> _delivered = Channel.CreateUnbounded<DeliveryPlan>();

        public ValueTask<DeliveryPlan> NextAsync() => _delivered.Reader.ReadAsync();

        public void Delivered(Arn stream, ShardKey source, DeliveryPlan plan) => _delivered.Writer.TryWrite(plan);

        public void AttemptFailed(Arn stream, ShardKey source, int attempts, string reason) =>
            _delivered.Writer.TryComplete(new InvalidOperationException(reason));

        public void RecordsExpired(Arn stream, ShardKey source, long records) =>
            _delivered.Writer.TryComplete(new InvalidOperationException($"{records} records expired."));

        public void PumpStopped(Arn stream, ShardKey source, Exception cause) => _delivered.Writer.TryComplete(cause);

        public void ChangeFailed(Arn stream, StorageException cause) => _delivered.Writer.TryComplete(cause);
    }
}
