using Hydrant.Core;
using Hydrant.Delivery.Delivering;
using Hydrant.Delivery.Tests.World;

namespace Hydrant.Delivery.Tests;

public sealed class BacklogTests
{
    [Fact]
    public async Task What_waits_is_known_while_the_destination_is_down_and_also_after_a_start()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var stream = await world.CreateAsync("s");
        world.Destination.Verdict = () => DeliveryVerdict.RetryLater("down");
        await DeliveryWorld.PutAsync(stream, new string('a', 1_000), new string('b', 500));
        await UntilAsync(world, () => stream.BacklogBytes == 1_500);

        await world.RestartAsync();
        stream = world.Find("s");
        await UntilAsync(world, () => stream.BacklogBytes == 1_500);
        await DeliveryWorld.PutAsync(stream, new string('c', 250));
        stream.BacklogBytes.ShouldBe(1_750);
        await UntilAsync(world, () => stream.IsFull(new ByteSize(1_750)));
        stream.IsFull(new ByteSize(1_751)).ShouldBeFalse();

        world.Destination.Verdict = () => null;
        await UntilAsync(world, () => stream.BacklogBytes == 0);
        await UntilAsync(world, () => !stream.IsFull(new ByteSize(1)));
        world.Destination.Records.Sum(record => record.Length).ShouldBe(1_750);
    }

    [Fact]
    public async Task What_is_processed_waits_too_until_it_is_delivered()
    {
        await using var world = await DeliveryWorld.StartAsync();
        world.Destination.Processing = EachRecord.Plan((record, _) => record with { Partition = EachRecord.Key($"{(char)record.Data.Span[0]}") });
        var stream = await world.CreateAsync("s");
        world.Destination.Verdict = () => DeliveryVerdict.RetryLater("down");
        await DeliveryWorld.PutAsync(stream, "a1", "b22", "c333");

        await UntilAsync(world, () => stream.Progress.Count == 4); // Lanes of three partitions, and the intake.
        await UntilAsync(world, () => stream.BacklogBytes == 9);
        world.Destination.Verdict = () => null;
        await UntilAsync(world, () => stream.BacklogBytes == 0);

        world.Destination.Files.Count.ShouldBe(3);
    }

    private static async Task UntilAsync(DeliveryWorld world, Func<bool> isDone)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!isDone())
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(30));
            if (world.Clock.NextDue is { } due) world.Clock.Advance(due - world.Clock.GetUtcNow());
            else world.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, CancellationToken.None);
        }
    }
}
