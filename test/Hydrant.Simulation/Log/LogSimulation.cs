using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Batches;
using Hydrant.Storage.Segments;
using Hydrant.Testing.Disk;
using Hydrant.Testing.Simulated;

namespace Hydrant.Simulation.Log;

/// <summary>
/// One history of the log by one seed: writers, readers and trimmers over a few shards, a disk that fails, power that
/// goes at any step, and after every start a look at all that is there.
/// </summary>
internal sealed class LogSimulation
{
    private const int Rounds = 5;

    private readonly Random _random;
    private readonly SeededScheduler _scheduler;
    private readonly SimulatedDisk _disk;
    private readonly SimulatedClock _clock = new();
    private readonly RandomIdSource _ids = new(7);
    private readonly List<ShardHistory> _shards = [];
    private readonly List<(Attempt Attempt, int At)> _failed = [];
    private readonly HashSet<Attempt> _unknown = [];
    private readonly SegmentLogOptions _options;
    private SegmentLogStore _store = null!;
    private bool _isOver;
    private int _time;
    private int _names;

    private LogSimulation(int seed)
    {
        _random = new Random(seed);
        _scheduler = new SeededScheduler(_random.Next());
        _disk = new SimulatedDisk(_random.Next()) { WritesBlocks = seed % 2 == 0 };
        for (var i = 0; i < _random.Next(1, 6); i++) _shards.Add(new ShardHistory(new ShardKey((uint)i + 1, 0)));
        _options = new SegmentLogOptions
        {
            Directory = "/simulated",
            RewriteAfter = TimeSpan.Zero,
            SegmentSize = ByteSize.KiB(_random.Next(4, 40)),
            MaxCommitSize = ByteSize.KiB(_random.Next(4, 24)),
            TailCacheSize = ByteSize.KiB(_random.Next(1, 16)),
            MaxCachedIndexEntries = _random.Next(1, 50),
        };
    }

    /// <summary>Runs the seed; returns the trace of all that happened.</summary>
    public static ulong Run(int seed)
    {
        var simulation = new LogSimulation(seed);
        SeededScheduler.Run(simulation._scheduler, simulation.RunAsync);
        return simulation._scheduler.Trace;
    }

    private async Task RunAsync()
    {
        for (var round = 0; round < Rounds; round++)
        {
            await StartAsync();
            await new LogInspection(_store, _shards, _unknown, _clock, _random).RunAsync();
            SetTrouble();
            await LiveAsync();
        }

        await StartAsync();
        await new LogInspection(_store, _shards, _unknown, _clock, _random).RunAsync();
        await _store.DisposeAsync();
    }

    private async Task StartAsync()
    {
        (_disk.Capacity, _disk.SyncFailureOneIn, _disk.FailSyncs, _disk.FailWrites) = (long.MaxValue, 0, 0, 0);
        _isOver = false;
        if (_random.Next(4) == 0)
        {
            // A start that is itself cut off; the next one must not mind.
            var first = SegmentLogStore.OpenAsync(_options, _clock, _disk, _ids);
            for (var i = _random.Next(40); i > 0; i--) await Task.Yield();
            _disk.Crash();
            try
            {
                await (await first).DisposeAsync();
            }
            catch (StorageException)
            {
            }
        }

        _store = await SegmentLogStore.OpenAsync(_options, _clock, _disk, _ids);
        _store.Damage.ShouldBeEmpty();
    }

    private void SetTrouble()
    {
        switch (_random.Next(5))
        {
            case 0: _disk.Capacity = _disk.Used + _random.Next(60_000); break;
            case 1: _disk.SyncFailureOneIn = _random.Next(2, 20); break;
            case 2: _disk.FailWrites = _random.Next(1, 4); break;
            default: break;
        }
    }

    private async Task LiveAsync()
    {
        var all = new List<Task>();
        for (var i = _random.Next(1, 7); i > 0; i--) all.Add(WriteAsync());
        for (var i = _random.Next(0, 3); i > 0; i--) all.Add(FollowAsync(_shards[_random.Next(_shards.Count)]));
        if (_random.Next(3) > 0) all.Add(TrimAsync());

        var ends = _scheduler.Steps + _random.Next(10, 3000);
        while (_scheduler.Steps < ends) await Task.Yield();
        _isOver = true;
        if (_random.Next(4) > 0) _disk.Crash();
        await _store.DisposeAsync();
        foreach (var task in all) await task;
        _disk.Crash(); // Clean or not, what was not synced is gone.

        foreach (var (attempt, _) in _failed) _unknown.Add(attempt);
        _failed.Clear();
    }

    private async Task WriteAsync()
    {
        while (!_isOver)
        {
            using var records = new RecordBuffer();
            var attempt = new Attempt();
            var group = NewGroup(attempt, records);
            foreach (var shard in _shards) shard.Began(attempt);
            _unknown.Add(attempt);
            var began = ++_time;
            try
            {
                await AppendAsync(attempt, group);
                Acknowledge(attempt, group, began);
            }
            catch (StorageException)
            {
                _scheduler.Note(2);
                if (_isOver) return; // Whether it came through, the next start tells.
                _unknown.Remove(attempt);
                _failed.Add((attempt, ++_time));
            }

            for (var i = _random.Next(6); i > 0; i--) await Task.Yield();
            _clock.Advance(TimeSpan.FromMilliseconds(_random.Next(-2, 10)));
        }
    }

    private AppendGroup NewGroup(Attempt attempt, RecordBuffer records)
    {
        var group = new AppendGroup(records);
        var number = 0;
        foreach (var shard in _shards.OrderBy(_ => _random.Next()).Take(_random.Next(1, _shards.Count + 1)).ToList())
        {
            var numbers = new int[_random.Next(1, 5)];
            for (var i = 0; i < numbers.Length; i++)
            {
                var name = $"r{_names++}";
                records.Add(System.Text.Encoding.UTF8.GetBytes(name), new byte[_random.Next(_random.Next(3) == 0 ? 3000 : 50)]);
                attempt.Add(shard.Key, name);
                numbers[i] = number++;
            }

            group.Add(_store.Open(shard.Key), numbers);
        }

        return group;
    }

    private async Task AppendAsync(Attempt attempt, AppendGroup group)
    {
        if (group.Appends is [var single] && _random.Next(2) == 0)
            single.Range = await single.Log.AppendAsync(group.Records, CancellationToken.None);
        else
            await _store.AppendAsync(group, CancellationToken.None);
        _scheduler.Note(attempt.Shards.Count());
    }

    private void Acknowledge(Attempt attempt, AppendGroup group, int began)
    {
        attempt.State = AttemptState.Acknowledged;
        _unknown.Remove(attempt);
        foreach (var append in group.Appends)
            _shards.Single(shard => shard.Key == append.Log.Key).Acknowledged(attempt, append.Range);

        // What failed before this one began is void now, whatever the disk has of it.
        foreach (var (failed, at) in _failed)
        {
            if (at < began) failed.State = AttemptState.Failed;
        }

        _failed.RemoveAll(pair => pair.At < began);
    }

    private async Task FollowAsync(ShardHistory shard)
    {
        var next = new LogOffset(_random.Next(50));
        try
        {
            var log = _store.Open(shard.Key);
            while (!_isOver)
            {
                using (var page = await log.ReadAsync(next, new ReadLimit(_random.Next(1, 20), _random.Next(1, 9000)), default))
                {
                    shard.Check(page);
                    next = page.Next;
                    if (page.IsEmpty) next = log.Bounds.Tail;
                }

                if (_random.Next(4) > 0) await log.WaitBeyondAsync(next, CancellationToken.None);
                else await Task.Yield();
            }
        }
        catch (StorageException failure)
        {
            failure.Kind.ShouldNotBe(StorageFaultKind.Corrupt, failure.Message);
        }
    }

    private async Task TrimAsync()
    {
        while (!_isOver)
        {
            for (var i = _random.Next(200); i > 0; i--) await Task.Yield();
            var shard = _shards[_random.Next(_shards.Count)];
            try
            {
                var log = _store.Open(shard.Key);
                var (first, tail) = log.Bounds;
                var before = first + _random.NextInt64(tail - first + 1);
                shard.AskedToTrim(before);
                await log.TrimAsync(before, CancellationToken.None);
                if (_random.Next(3) == 0) await _store.SweepAsync();
            }
            catch (StorageException failure)
            {
                failure.Kind.ShouldNotBe(StorageFaultKind.Corrupt, failure.Message);
            }
        }
    }
}
