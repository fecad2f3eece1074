using System.Globalization;

namespace Hydrant.Simulation.Delivery;

public sealed class DeliverySimulationTests
{
    [Fact]
    public void Any_history_of_crashes_leaves_every_acknowledged_record_in_one_file()
    {
        var (first, end) = Seeds();
        for (var seed = first; seed < end; seed++)
        {
            try
            {
                DeliverySimulation.Run(seed);
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
    public void A_seed_runs_the_same_way_twice(int seed)
    {
        DeliverySimulation.Run(seed).ShouldBe(DeliverySimulation.Run(seed));
        DeliverySimulation.Run(seed).ShouldNotBe(DeliverySimulation.Run(seed + 1));
    }

    // HYDRANT_SEEDS: a number of seeds, or a range a..b without b.
    private static (int First, int End) Seeds()
    {
        var text = Environment.GetEnvironmentVariable("HYDRANT_SEEDS") ?? "200";
        var parts = text.Split("..").Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return parts is [var first, var end] ? (first, end) : (0, parts[0]);
    }
}
