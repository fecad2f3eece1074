using Hydrant.Delivery.Tests.World;

namespace Hydrant.Delivery.Tests.Pumping;

/// <summary>
/// The process dies at every moment there is: before and after each durable step, and in the middle of an upload.
/// </summary>
public sealed class CrashTests
{
    // Two deliveries of seven moments each: around the plan, three in the destination, around the checkpoint.
    public static TheoryData<int> Moments => [.. Enumerable.Range(1, 14)];

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task A_crash_leaves_a_complete_file_set_without_duplicates(int moment)
    {
        await using var world = await DeliveryWorld.StartAsync();
        var stream = await world.CreateAsync("clicks");
        var first = Enumerable.Range(0, 40).Select(i => $"{i}-{new string('x', 50_000)}").ToArray();
        await DeliveryWorld.PutAsync(stream, "start");
        await world.NextDeliveryAsync();
        world.Crash.Arm(moment);

        await DeliveryWorld.PutAsync(stream, first); // More than one buffer: a full one follows from its size.
        await RunUntilAsync(world, world.Crash.Reached);
        await world.RestartAsync();
        await DeliveryWorld.PutAsync(world.Find("clicks"), "last");
        while (!world.Destination.Files.Values.Any(file => file[^1] == "last")) await world.NextDeliveryAsync();

        world.Destination.Records.ShouldBe(["start", .. first, "last"]);
        world.Destination.Changed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Crash_after_crash_comes_to_an_end()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var stream = await world.CreateAsync("clicks");
        await DeliveryWorld.PutAsync(stream, "a", "b", "c");

        for (var moment = 1; moment <= 7; moment++)
        {
            world.Crash.Arm(moment);
            await RunUntilAsync(world, world.Crash.Reached);
            await world.RestartAsync();
            await DeliveryWorld.PutAsync(world.Find("clicks"), $"{moment}");
        }

        while (!world.Destination.Files.Values.Any(file => file[^1] == "7")) await world.NextDeliveryAsync();
        world.Destination.Records.ShouldBe(["a", "b", "c", "1", "2", "3", "4", "5", "6", "7"]);
        world.Destination.Changed.ShouldBeEmpty();
    }

    private static async Task RunUntilAsync(DeliveryWorld world, Task end)
    {
        while (!end.IsCompleted)
        {
            await Task.WhenAny(end, world.Clock.WaitForTimerAsync(TimeSpan.FromHours(1)));
            if (!end.IsCompleted && world.Clock.NextDue is { } due) world.Clock.Advance(due - world.Clock.GetUtcNow());
        }
    }
}
