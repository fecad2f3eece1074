using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Segments;
using Hydrant.Testing.Simulated;

namespace Hydrant.Simulation.Log;

/// <summary>Reads everything after a start and settles what became of the appends nobody heard the end of.</summary>
internal sealed class LogInspection(
    SegmentLogStore store, List<ShardHistory> shards, HashSet<Attempt> unknown, SimulatedClock clock, Random random)
{
    public async Task RunAsync()
    {
        var found = new HashSet<Attempt>();
        foreach (var shard in shards)
        {
            var log = store.Open(shard.Key);
            var (records, sizes, arrivals) = await ReadAllAsync(log, shard);
            shard.CheckWhole(log.Bounds, records, found);
            await MeasureAsync(log, sizes);
            await SeekAsync(log, arrivals);
        }

        foreach (var attempt in unknown.Where(found.Contains))
        {
            // One commit: in all of its shards, or in none.
            foreach (var key in attempt.Shards)
            {
                var shard = shards.Single(shard => shard.Key == key);
                if (shard.Trimmed == LogOffset.Zero) shard.Holds(attempt).ShouldBeTrue($"half a group came back in {key}");
            }
        }

        foreach (var attempt in unknown) attempt.State = found.Contains(attempt) ? AttemptState.Acknowledged : AttemptState.Failed;
        unknown.Clear();
        clock.Advance(TimeSpan.FromMilliseconds(random.Next(20)));
    }

    private async Task<(List<string> Records, List<int> Sizes, List<long> Arrivals)> ReadAllAsync(IShardLog log, ShardHistory shard)
    {
        var (records, sizes, arrivals) = (new List<string>(), new List<int>(), new List<long>());
        var next = LogOffset.Zero;
        while (true)
        {
            using var page = await log.ReadAsync(next, new ReadLimit(random.Next(1, 30), random.Next(1, 20_000)), default);
            if (page.IsEmpty) break;
            records.AddRange(shard.Check(page));
            foreach (var record in page)
            {
                sizes.Add(record.Data.Length);
                arrivals.Add(record.ArrivedAtMs);
            }

            next = page.Next;
        }

        arrivals.ShouldBeInOrder();
        return (records, sizes, arrivals);
    }

    private async Task MeasureAsync(IShardLog log, List<int> sizes)
    {
        if (sizes.Count == 0) return;
        var from = random.Next(sizes.Count);
        var enough = random.NextInt64(1, sizes.Skip(from).Sum() + 10L);
        var extent = await log.MeasureAsync(log.Bounds.First + from, enough, CancellationToken.None);

        var (end, bytes) = (from, 0L);
        for (; end < sizes.Count && bytes < enough; end++) bytes += sizes[end];
        extent.DataBytes.ShouldBe(bytes);
        extent.First.ShouldBe(log.Bounds.First + from);
        extent.End.ShouldBe(log.Bounds.First + end);
    }

    private async Task SeekAsync(IShardLog log, List<long> arrivals)
    {
        if (arrivals.Count == 0) return;
        var time = arrivals[random.Next(arrivals.Count)] + random.Next(-1, 2);
        var found = await log.SeekAsync(DateTimeOffset.FromUnixTimeMilliseconds(time), CancellationToken.None);
        found.ShouldBe(log.Bounds.First + arrivals.TakeWhile(arrival => arrival < time).Count());
    }
}
