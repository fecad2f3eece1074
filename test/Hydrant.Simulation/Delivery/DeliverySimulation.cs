using System.Collections.Immutable;
using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Delivery.Buffering;
using Hydrant.Delivery.Configuration;
using Hydrant.Delivery.Delivering;
using Hydrant.Storage;
using Hydrant.Storage.Batches;
using Hydrant.Storage.Catalog;
using Hydrant.Storage.Segments;
using Hydrant.Streams;
using Hydrant.Testing.Clock;
using Hydrant.Testing.Disk;
using Hydrant.Testing.Simulated;

namespace Hydrant.Simulation.Delivery;

/// <summary>
/// One history of deliveries by one seed: records put and records of a stream's shards, a disk that loses power, a
/// store that fails, and at the end a look at all files there are.
/// </summary>
internal sealed class DeliverySimulation
{
    private const int Rounds = 5;
    private const int MaxStepsToTheEnd = 400_000;
    private const string StreamArn = "arn:aws:kinesis:us-east-1:000000000000:stream/in";
    private static readonly Tenant Tenant = new("000000000000", "us-east-1");

    private readonly Random _random;
    private readonly SeededScheduler _scheduler;
    private readonly SimulatedDisk _disk;
    private readonly SimulatedObjectStore _objects;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly RandomIdSource _ids;
    private readonly BufferingHints _buffering;
    private readonly SegmentLogOptions _options;
    private readonly List<DeliveryHistory> _histories = [];
    private readonly Dictionary<DeliveryHistory, Func<IShardLog>> _logs = [];
    private SegmentLogStore _store = null!;
    private StreamDirectory _streams = null!;
    private DeliveryDirectory _deliveries = null!;
    private bool _isOver;

    private DeliverySimulation(int seed)
    {
        _random = new Random(seed);
        _scheduler = new SeededScheduler(_random.Next());
        _disk = new SimulatedDisk(_random.Next()) { WritesBlocks = seed % 2 == 0 };
        _objects = new SimulatedObjectStore(_random.Next());
        _ids = new RandomIdSource(_random.Next());
        _buffering = new BufferingHints(new ByteSize(_random.Next(100, 8000)), TimeSpan.FromSeconds(_random.Next(0, 90)));
        _options = new SegmentLogOptions
        {
            Directory = "/simulated",
            RewriteAfter = TimeSpan.Zero,
            SegmentSize = ByteSize.KiB(_random.Next(16, 64)),
            MaxCommitSize = ByteSize.KiB(_random.Next(16, 24)),
        };
    }

    public static ulong Run(int seed)
    {
        var simulation = new DeliverySimulation(seed);
        SeededScheduler.Run(simulation._scheduler, simulation.RunAsync);
        return simulation._scheduler.Trace;
    }

    private async Task RunAsync()
    {
        await StartAsync();
        await MakeAsync();
        for (var round = 0; round < Rounds; round++)
        {
            await LiveAsync(trouble: true, steps: _random.Next(50, 4000));
            await StartAsync();
        }

        await LiveAsync(trouble: false, steps: MaxStepsToTheEnd);
        foreach (var history in _histories)
        {
            history.IsComplete(_objects).ShouldBeTrue($"{history.Name}: an acknowledged record is in no file");
            history.Check(_objects);
        }

        _objects.Changed.ShouldBeEmpty();
    }

    private async Task StartAsync()
    {
        _isOver = false;
        _store = await SegmentLogStore.OpenAsync(_options, _clock, _disk);
        var catalog = await LogCatalogStore.OpenAsync(_store, CancellationToken.None);
        _streams = new StreamDirectory(catalog, _store, new StreamOptions { StateDelay = TimeSpan.Zero }, _clock);
        await _streams.LoadAsync(CancellationToken.None);
        var options = new DeliveryOptions { StateDelay = TimeSpan.Zero, MaxConcurrentDeliveries = 2 };
        _deliveries = new DeliveryDirectory(
            new DeliveryStores(catalog, _store), _streams,
            new DestinationRegistry().Add(new SmallBuffers(_objects, _ids, _buffering)), options, new NotedEvents(_scheduler), _ids, _clock);
        await _deliveries.LoadAsync(CancellationToken.None);
    }

    private async Task MakeAsync()
    {
        var name = StreamName.Parse("in").Value;
        var spec = new StreamSpec(name, 2, StreamMode.Provisioned, 1024, ImmutableSortedDictionary<string, string>.Empty);
        var stream = (await _streams.CreateAsync(Tenant, spec, CancellationToken.None)).Value;
        while (!stream.Now.IsUsable) await Task.Yield();
        await MakeAsync("followed", new KinesisSourceSettings(StreamArn, "arn:r", null));
        for (var shard = 0; shard < 2; shard++) Add($"shard-{shard}", ShardLog(shard));

        for (var i = _random.Next(1, 4); i > 0; i--)
        {
            var put = $"put-{i}";
            await MakeAsync(put, source: null);
            Add(put, () => _deliveries.Find(Tenant, put).Value.OwnLog);
        }

        Func<IShardLog> ShardLog(int shard) => () => _streams.Find(Tenant, name).Value.Now.Shards.All[shard].Log;
    }

    private async Task MakeAsync(string name, KinesisSourceSettings? source)
    {
        var type = source is null ? DeliveryStreamType.DirectPut : DeliveryStreamType.KinesisStreamAsSource;
        var spec = new DeliveryStreamSpec(name, type, SmallBuffers.Settings) { KinesisSource = source };
        var stream = (await _deliveries.CreateAsync(Tenant, spec, CancellationToken.None)).Value;
        while (!stream.IsActive) await Task.Yield();
    }

    private void Add(string name, Func<IShardLog> log)
    {
        var history = new DeliveryHistory(name);
        _histories.Add(history);
        _logs.Add(history, log);
    }

    private async Task LiveAsync(bool trouble, int steps)
    {
        _objects.FailureOneIn = trouble ? _random.Next(3) * 8 : 0;
        _disk.FailSyncs = trouble && _random.Next(4) == 0 ? 1 : 0;
        var all = new List<Task> { RunClockAsync() };
        if (trouble) all.AddRange(_histories.Select(WriteAsync));

        var ends = _scheduler.Steps + steps;
        while (_scheduler.Steps < ends && (trouble || !IsDone())) await Task.Yield();

        _isOver = true;
        var isCrash = trouble && _random.Next(4) > 0;
        if (isCrash)
        {
            _disk.Crash();
            _objects.Crash();
        }

        await _deliveries.DisposeAsync();
        _streams.Dispose();
        await _store.DisposeAsync();
        foreach (var task in all) await task;
        _disk.FailSyncs = 0;
        if (trouble) _disk.Crash(); // Clean or not, what was not synced is gone.
    }

    // Looking into the files is slow: only now and then.
    private bool IsDone() => _scheduler.Steps % 500 == 0 && _histories.TrueForAll(history => history.IsComplete(_objects));

    private async Task RunClockAsync()
    {
        while (!_isOver)
        {
            for (var i = _random.Next(30); i > 0; i--) await Task.Yield();
            if (_random.Next(3) == 0 && _clock.NextDue is { } due) _clock.Advance(due - _clock.GetUtcNow());
            else _clock.Advance(TimeSpan.FromMilliseconds(_random.Next(50)));
        }
    }

    private async Task WriteAsync(DeliveryHistory history)
    {
        try
        {
            while (!_isOver)
            {
                var (first, records) = history.Next(_random);
                using var buffer = new RecordBuffer();
                foreach (var record in records) buffer.Add([], record);
                await _logs[history]().AppendAsync(buffer, CancellationToken.None);
                history.Acknowledge(first, records.Count);
                for (var i = _random.Next(100); i > 0; i--) await Task.Yield();
            }
        }
        catch (StorageException)
        {
            // The power is gone, or the disk failed: whether it came through, the files tell.
        }
    }
}
