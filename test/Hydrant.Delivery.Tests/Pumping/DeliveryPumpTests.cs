using Hydrant.Core;
using Hydrant.Delivery.Buffering;
using Hydrant.Delivery.Delivering;
using Hydrant.Delivery.Tests.World;

namespace Hydrant.Delivery.Tests.Pumping;

public sealed class DeliveryPumpTests
{
    [Fact]
    public async Task A_buffer_is_delivered_when_its_oldest_record_is_old_enough()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var stream = await world.CreateAsync("clicks");
        await DeliveryWorld.PutAsync(stream, "a");
        await world.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(60));
        world.Clock.Advance(TimeSpan.FromSeconds(59));
        await DeliveryWorld.PutAsync(stream, "b");

        world.Destination.Attempts.ShouldBe(0);
        await world.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(1));
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.Events.NextAsync();

        world.Destination.Records.ShouldBe(["a", "b"]);
        world.Clock.GetUtcNow().ShouldBe(new DateTimeOffset(2026, 3, 1, 12, 1, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_buffer_is_delivered_when_it_is_full_and_cut_behind_the_record_that_filled_it()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var stream = await world.CreateAsync("clicks");
        var half = new string('h', 512 * 1024);

        await DeliveryWorld.PutAsync(stream, half, half, "rest");

        var plan = await world.Events.NextAsync(); // The clock stands still: it was the size.
        (plan.First, plan.End).ShouldBe((new LogOffset(0), new LogOffset(2)));
        world.Destination.Records.ShouldBe([half, half]);
    }

    [Fact]
    public async Task An_interval_of_zero_delivers_within_a_second()
    {
        await using var world = await DeliveryWorld.StartAsync();
        world.Destination.Buffering = new BufferingHints(ByteSize.MiB(5), TimeSpan.Zero);
        var stream = await world.CreateAsync("clicks");

        await DeliveryWorld.PutAsync(stream, "a");
        await world.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(1));
        world.Clock.Advance(TimeSpan.FromSeconds(1));

        await world.Events.NextAsync();
        world.Destination.Records.ShouldBe(["a"]);
    }

    [Fact]
    public async Task A_buffer_of_a_day_waits_a_day_across_a_restart()
    {
        await using var world = await DeliveryWorld.StartAsync();
        world.Destination.Buffering = new BufferingHints(ByteSize.GiB(5), TimeSpan.FromDays(1));
        var stream = await world.CreateAsync("clicks");
        await DeliveryWorld.PutAsync(stream, "a");
        await world.Clock.WaitForTimerAsync(TimeSpan.FromDays(1));
        world.Clock.Advance(TimeSpan.FromHours(12));

        await world.RestartAsync();
        await DeliveryWorld.PutAsync(world.Find("clicks"), "b");
        await world.Clock.WaitForTimerAsync(TimeSpan.FromHours(12));
        world.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        world.Destination.Attempts.ShouldBe(0);
        await world.NextDeliveryAsync();

        world.Destination.Records.ShouldBe(["a", "b"]);
        world.Clock.GetUtcNow().ShouldBe(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_destination_that_fails_for_hours_loses_nothing()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var stream = await world.CreateAsync("clicks");
        var back = world.Clock.GetUtcNow().AddHours(30);
        world.Destination.Verdict = () => world.Clock.GetUtcNow() < back ? DeliveryVerdict.RetryLater("it is down") : null;

        await DeliveryWorld.PutAsync(stream, "a", "b");
        var first = await world.NextDeliveryAsync();
        await DeliveryWorld.PutAsync(stream, "c");
        await world.NextDeliveryAsync();

        world.Clock.GetUtcNow().ShouldBeGreaterThanOrEqualTo(back);
        first.End.ShouldBe(new LogOffset(2));
        world.Destination.Records.ShouldBe(["a", "b", "c"]);
        world.Events.Failures.ShouldAllBe(reason => reason == "it is down");
        world.Destination.Attempts.ShouldBeLessThan(30 * 60 * 2 + 20); // At most once in 30 s: half of the longest pause.
        stream.Progress.ShouldHaveSingleItem().LastError.ShouldBeNull();
    }

    [Fact]
    public async Task A_failure_can_be_seen_while_it_lasts()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var stream = await world.CreateAsync("clicks");
        world.Destination.Verdict = () => DeliveryVerdict.RetryLater("it is down");
        await DeliveryWorld.PutAsync(stream, "a");
        await world.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(60));

        world.Clock.Advance(TimeSpan.FromSeconds(60));
        await world.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(1)); // The pause before the next attempt.

        var progress = stream.Progress.ShouldHaveSingleItem();
        (progress.FailedAttempts, progress.LastError, progress.HasStopped).ShouldBe((1, "it is down", false));
    }

    [Fact]
    public async Task A_destination_that_rejects_stops_the_pump_and_the_next_start_tries_again()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var stream = await world.CreateAsync("clicks");
        world.Destination.Verdict = () => DeliveryVerdict.Reject("never");
        await DeliveryWorld.PutAsync(stream, "a");
        await world.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(60));
        world.Clock.Advance(TimeSpan.FromSeconds(60));

        (await world.Events.Stopped).Message.ShouldBe("never");
        stream.Progress.ShouldHaveSingleItem().HasStopped.ShouldBeTrue();

        world.Destination.Verdict = () => null;
        await world.RestartAsync();
        await world.Events.NextAsync();
        world.Destination.Records.ShouldBe(["a"]);
    }

    [Fact]
    public async Task What_is_delivered_is_let_go_from_the_intake()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var stream = await world.CreateAsync("clicks");
        await DeliveryWorld.PutAsync(stream, "a", "b");
        await world.NextDeliveryAsync();
        await DeliveryWorld.PutAsync(stream, "c");
        await world.NextDeliveryAsync();

        stream.OwnLog.Bounds.First.ShouldBeGreaterThanOrEqualTo(new LogOffset(2));
        world.Destination.Records.ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task Many_delivery_streams_deliver_beside_each_other()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var streams = new List<DeliveryStream>();
        for (var i = 0; i < 100; i++) streams.Add(await world.CreateAsync($"clicks-{i}"));
        foreach (var stream in streams) await DeliveryWorld.PutAsync(stream, stream.Now.Name);

        for (var i = 0; i < streams.Count; i++) await world.NextDeliveryAsync();

        world.Destination.Records.Order().ShouldBe(streams.Select(stream => stream.Now.Name).Order());
    }
}
