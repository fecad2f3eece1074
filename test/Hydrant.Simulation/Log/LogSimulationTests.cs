using System.Globalization;

namespace Hydrant.Simulation.Log;

public sealed class LogSimulationTests
{
    [Fact]
    public void Any_history_of_crashes_and_failures_keeps_what_was_acknowledged()
    {
        var (first, end) = Seeds();
        for (var seed = first; seed < end; seed++)
        {
            try
            {
                LogSimulation.Run(seed);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException(
                    $"Seed {seed} failed. Again: HYDRANT_SEEDS={seed}..{seed + 1} dotnet test test/Hydrant.Simulation", failure);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(99)]
    public void A_seed_runs_the_same_way_twice(int seed)
    {
        LogSimulation.Run(seed).ShouldBe(LogSimulation.Run(seed));
        LogSimulation.Run(seed).ShouldNotBe(LogSimulation.Run(seed + 1));
    }

    // HYDRANT_SEEDS: a number of seeds, or a range a..b without b.
    private static (int First, int End) Seeds()
    {
        var text = Environment.GetEnvironmentVariable("HYDRANT_SEEDS") ?? "200";
        var parts = text.Split("..").Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return parts is [var first, var end] ? (first, end) : (0, parts[0]);
    }
}
