using System.Globalization;

namespace Hydrant.Simulation.Compaction;

public sealed class CompactionSimulationTests
{
    [Fact]
    public void Whenever_a_reader_lists_and_a_job_dies_every_row_is_seen_once()
    {
        var (first, end) = Seeds();
        var (listings, finished) = (0, 0L);
        for (var seed = first; seed < end; seed++)
        {
            try
            {
                var run = CompactionSimulation.Run(seed, out _);
                listings += run.Listings;
                finished += run.Finished;
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException(
                    $"Seed {seed} failed. Again: HYDRANT_SEEDS={seed}..{seed + 1} dotnet test test/Hydrant.Simulation", failure);
            }
        }

        listings.ShouldBeGreaterThan((end - first) * 2);
        finished.ShouldBeGreaterThan(end - first);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void A_seed_runs_the_same_way_twice(int seed)
    {
        CompactionSimulation.Run(seed, out var once);
        CompactionSimulation.Run(seed, out var twice);
        twice.ShouldBe(once);
    }

    // HYDRANT_SEEDS: a number of seeds, or a range a..b without b.
    private static (int First, int End) Seeds()
    {
        var text = Environment.GetEnvironmentVariable("HYDRANT_SEEDS") ?? "200";
        var parts = text.Split("..").Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return parts is [var first, var end] ? (first, end) : (0, parts[0]);
    }
}
