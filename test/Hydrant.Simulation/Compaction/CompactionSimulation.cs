using System.Text;
using Hydrant.Compaction;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Testing.Simulated;

namespace Hydrant.Simulation.Compaction;

/// <summary>
/// One history by one seed: objects are delivered, a job joins them and dies at any moment, and readers list page by
/// page all the time. Each reader must see every row that was there before it began once, and none twice.
/// </summary>
internal sealed class CompactionSimulation
{
    private const string Bucket = "lake";
    private static readonly string[] Folders = ["a/", "a/b/", ""];
    private static readonly ObjectMetadata Plain = new("application/octet-stream", null);

    private readonly Random _random;
    private readonly SeededScheduler _scheduler;
    private readonly SimulatedClock _clock = new();
    private readonly SimulatedObjectStore _objects;
    private readonly RandomIdSource _ids;
    private readonly CompactionOptions _options;
    private readonly SortedSet<int> _rows = [];
    private int _nextRow;
    private bool _isOver;

    private CompactionSimulation(int seed)
    {
        _random = new Random(seed);
        _scheduler = new SeededScheduler(_random.Next());
        _objects = new SimulatedObjectStore(_random.Next()) { PageObjects = _random.Next(1, 6), Clock = _clock };
        _ids = new RandomIdSource(_random.Next());
        _options = new CompactionOptions
        {
            TargetSize = new ByteSize(_random.Next(20, 400)),
            SmallSize = new ByteSize(_random.Next(10, 40)),
            MaxSources = _random.Next(2, 8),
            Quiet = TimeSpan.FromSeconds(_random.Next(3) * 5),
            Grace = TimeSpan.FromSeconds(_random.Next(3) * 5),
        };
    }

    /// <summary>Listings that were compared.</summary>
    public int Listings { get; private set; }

    /// <summary>Joined objects whose sources were all deleted.</summary>
    public long Finished { get; private set; }

    public static CompactionSimulation Run(int seed, out ulong trace)
    {
        var simulation = new CompactionSimulation(seed);
        SeededScheduler.Run(simulation._scheduler, simulation.RunAsync);
        trace = simulation._scheduler.Trace;
        return simulation;
    }

    private async Task RunAsync()
    {
        var readers = ((IObjectStore[])[_objects, new RoamingStore(_objects, _random)]).Select(ReadAsync).ToList();
        var writer = DeliverAsync();
        for (var round = 0; round < 8; round++) await CompactAsync(_random.Next(20, 2_500));
        _isOver = true;
        await writer;
        foreach (var reader in readers) await reader;

        // Without crashes it comes to its end, and what is left is what was delivered.
        for (var i = 0; i < 3; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(30));
            await NewRun().JoinAsync(CancellationToken.None);
        }

        _clock.Advance(TimeSpan.FromSeconds(30));
        await NewRun().JoinAsync(CancellationToken.None);
        foreach (var folder in Folders)
        {
            var document = await FolderDocument.ReadAsync(_objects, Bucket, folder, CancellationToken.None);
            document.Joined.ShouldAllBe(joined => joined.WrittenMs != null);
            Finished += document.Removed;
        }

        _rows.ShouldBe(Enumerable.Range(0, _nextRow));
        (await RowsOfAsync(_objects)).ShouldNotBeNull().Order().ShouldBe(_rows);
    }

    /// <summary>Some steps of a job, which then dies or fails; whatever it has under way dies with it.</summary>
    private async Task CompactAsync(int steps)
    {
        var network = new DyingStore(_objects, _random.Next(8, 60) * (_random.Next(3) == 0 ? 1 : 1_000), _random);
        var job = RunJobAsync(network);
        var ends = _scheduler.Steps + steps;
        while (!job.IsCompleted && _scheduler.Steps < ends) await Pause(3);
        network.Kill();
        await job;
    }

    private async Task RunJobAsync(IObjectStore network)
    {
        await Task.Yield();
        var run = new CompactionRun(network, Bucket, "", _options, _clock, _ids, DateTimeOffset.UnixEpoch);
        try
        {
            await run.JoinAsync(CancellationToken.None);
        }
        catch (StorageException)
        {
            // It died in a listing; in a folder it would have gone on with the next one.
        }
    }

    private CompactionRun NewRun() => new(_objects, Bucket, "", _options, _clock, _ids, DateTimeOffset.UnixEpoch);

    private async Task DeliverAsync()
    {
        while (!_isOver)
        {
            var first = _nextRow;
            _nextRow += _random.Next(1, 4);
            var text = string.Concat(Enumerable.Range(first, _nextRow - first).Select(row => $"{row}\n"));
            var extension = _random.Next(5) == 0 ? ".txt" : "";
            var late = _random.Next(4) == 0 ? 10 : 0; // An older time in its name: it sorts before others.
            var name = $"s-{(_scheduler.Steps / 100) + 1_000 - late:D6}-{first}{extension}";
            await using (var writer = await _objects.CreateAsync(new ObjectKey(Bucket, Folders[_random.Next(Folders.Length)] + name), Plain, default))
            {
                await writer.WriteAsync(Encoding.ASCII.GetBytes(text), default);
                await writer.CompleteAsync(default);
            }

            for (var row = first; row < _nextRow; row++) _rows.Add(row);
            _clock.Advance(TimeSpan.FromSeconds(_random.Next(4)));
            await Pause(25);
        }
    }

    private async Task ReadAsync(IObjectStore seen)
    {
        while (!_isOver)
        {
            var before = _rows.ToArray();
            var rows = await RowsOfAsync(seen);
            if (rows is null) continue;
            Listings++;
            rows.Count.ShouldBe(rows.Distinct().Count(), "a row was seen twice");
            before.Except(rows).ShouldBeEmpty("a row was not seen");
            await Pause(40);
        }
    }

    /// <summary>The rows of the live objects; null when an object was deleted before it was opened, which is no wrong row.</summary>
    private static async Task<List<int>?> RowsOfAsync(IObjectStore objects)
    {
        var rows = new List<int>();
        try
        {
            foreach (var folder in Folders)
            {
                foreach (var found in await LiveObjects.OfFolderAsync(objects, Bucket, folder, CancellationToken.None))
                {
                    await using var stream = await objects.OpenReadAsync(found.Key, CancellationToken.None);
                    using var reader = new StreamReader(stream);
                    while (await reader.ReadLineAsync() is { } line) rows.Add(int.Parse(line, System.Globalization.CultureInfo.InvariantCulture));
                }
            }
        }
        catch (StorageException missing) when (missing.Kind == StorageFaultKind.NotFound)
        {
            return null;
        }

        return rows;
    }

    private async Task Pause(int most)
    {
        for (var i = _random.Next(1, most); i > 0; i--) await Task.Yield();
    }
}
