using System.Globalization;
using System.Text;
using Hydrant.Core;
using Hydrant.Delivery.Buffering;
using Hydrant.Delivery.Configuration;
using Hydrant.Delivery.Delivering;
using Hydrant.Delivery.Processing;
using Hydrant.Delivery.Tests.World;

namespace Hydrant.Delivery.Tests;

/// <summary>Destinations are named by their settings here: <c>{"to":"a"}</c>, <c>{"to":"b","processed":true}</c>.</summary>
public sealed class UpdateDestinationTests
{
    private readonly FakeDestination _other = new();

    // HYDRANT_SEEDS tells how many.
    public static TheoryData<int> Seeds =>
        [.. Enumerable.Range(1, int.Parse(Environment.GetEnvironmentVariable("HYDRANT_SEEDS") ?? "5", CultureInfo.InvariantCulture))];

    [Fact]
    public async Task What_is_buffered_goes_to_the_new_destination()
    {
        await using var world = await StartAsync();
        var stream = await world.CreateAsync("s");
        await DeliveryWorld.PutAsync(stream, "1");

        (await UpdateAsync(world, stream, "1", "b")).Ok.ShouldBeTrue();
        await DeliveryWorld.PutAsync(stream, "2");
        await UntilAsync(world, () => All().Length >= 2);

        _other.Records.ShouldBe(["1", "2"]);
        world.Destination.Files.ShouldBeEmpty();
        (stream.Now.VersionId, stream.Now.UpdatedAtMs).ShouldBe((2, 1_772_366_400_000));

        string[] All() => [.. _other.Records];
    }

    [Fact]
    public async Task Another_version_than_the_callers_is_a_conflict()
    {
        await using var world = await StartAsync();
        var stream = await world.CreateAsync("s");

        (await UpdateAsync(world, stream, "7", "b")).Fault.ShouldBe(Fault.Conflict(
            "Cannot update firehose: s since the current version id: 1 and specified version id: 7 do not match"));
        var both = await Task.WhenAll(UpdateAsync(world, stream, "1", "b"), UpdateAsync(world, stream, "1", "a"));

        both.Count(one => one.Ok).ShouldBe(1);
        stream.Now.VersionId.ShouldBe(2);
    }

    [Fact]
    public async Task What_was_planned_is_delivered_as_it_was_planned_also_after_a_start()
    {
        await using var world = await StartAsync();
        var stream = await world.CreateAsync("s");
        world.Destination.Verdict = () => DeliveryVerdict.RetryLater("down");
        await DeliveryWorld.PutAsync(stream, "1");
        await UntilAsync(world, () => !world.Events.Failures.IsEmpty);

        await UpdateAsync(world, stream, "1", "b");
        await UpdateAsync(world, stream, "2", "b");
        await DeliveryWorld.PutAsync(stream, "2");
        await world.RestartAsync();
        stream = world.Find("s");
        stream.Now.Earlier.Keys.ShouldBe([1, 2]);
        world.Destination.Verdict = () => null;
        await UntilAsync(world, () => _other.Records.Any());

        world.Destination.Records.ShouldBe(["1"]);
        _other.Records.ShouldBe(["2"]);
        await UpdateAsync(world, stream, "3", "a");
        stream.Now.Earlier.Keys.ShouldBe([3]); // Nothing of the others is under way.
    }

    [Fact]
    public async Task A_plan_whose_place_is_missing_is_made_anew_for_the_new_destination()
    {
        await using var world = await StartAsync();
        var stream = await world.CreateAsync("s");
        world.Destination.Verdict = () => DeliveryVerdict.Missing("no bucket");
        await DeliveryWorld.PutAsync(stream, "1");
        await UntilAsync(world, () => !world.Events.Failures.IsEmpty);

        await UpdateAsync(world, stream, "1", "b");
        await UntilAsync(world, () => _other.Records.Any());

        _other.Records.ShouldBe(["1"]);
    }

    [Fact]
    public async Task Processing_is_switched_on_and_off_without_a_gap_or_a_repeat()
    {
        await using var world = await StartAsync();
        var stream = await world.CreateAsync("s");
        for (var i = 0; i < 12; i++)
        {
            await DeliveryWorld.PutAsync(stream, $"{i:D2}");
            if (i % 3 == 2) await UpdateAsync(world, stream, $"{stream.Now.VersionId}", i % 2 == 0 ? "b\",\"processed\":\"" : "a");
            if (i % 4 == 3) await world.NextDeliveryAsync();
        }

        await UntilAsync(world, () => Count(world) >= 12);

        world.Destination.Records.Concat(_other.Records).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, 12).Select(i => $"{i:D2}"));
    }

    [Fact]
    public async Task Records_go_the_old_way_when_they_lack_a_key_of_the_new_one()
    {
        await using var world = await StartAsync();
        (_other.Keys, world.Destination.Keys) = (["k"], ["l"]);
        var stream = await world.CreateAsync("s");
        await UpdateAsync(world, stream, "1", "b\",\"processed\":\"");
        await DeliveryWorld.PutAsync(stream, "1");
        await UntilAsync(world, () => stream.Progress.Count == 2); // Of the intake, and of the lane.

        await UpdateAsync(world, stream, "2", "c");
        await UntilAsync(world, () => Count(world) > 0);

        _other.Files.Keys.ShouldHaveSingleItem().ShouldStartWith("k=x:");
    }

    [Fact]
    public async Task A_backup_that_is_switched_on_begins_with_what_comes_then()
    {
        await using var world = await StartAsync();
        var backup = new FakeDestination();
        var stream = await world.CreateAsync("s");
        await DeliveryWorld.PutAsync(stream, "1");
        world.Destination.Backup = backup;
        var now = world.Destination.Route;
        world.Destination.Route = state => state.VersionId == 1 ? new(world.Destination) : now(state);

        await UpdateAsync(world, stream, "1", "a");
        await DeliveryWorld.PutAsync(stream, "2");
        await UntilAsync(world, () => backup.Records.Any() && Count(world) == 2);

        backup.Records.ShouldBe(["2"]);
        world.Destination.Records.ShouldBe(["1", "2"]);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Changes_and_crashes_in_any_order_lose_and_double_nothing(int seed)
    {
        var random = new Random(seed);
        await using var world = await StartAsync();
        var stream = await world.CreateAsync("s");
        for (var i = 0; i < 60; i++)
        {
            world.Crash.Arm(random.Next(1, 25));
            await DeliveryWorld.PutAsync(stream, $"{i:D2}");
            using var dead = new CancellationTokenSource();
            var changing = Task.Run(() => UpdateAsync(world, stream, $"{stream.Now.VersionId}", Any(random), dead.Token));
            for (var steps = random.Next(12); steps > 0 && !world.Crash.Reached.IsCompleted; steps--) await LetTimePassAsync(world);
            if (!world.Crash.Reached.IsCompleted) await Task.WhenAny(changing, world.Crash.Reached);
            await dead.CancelAsync();
            await changing.ContinueWith(_ => { }, TaskScheduler.Default);
            if (random.Next(3) == 0 || world.Crash.Reached.IsCompleted) await world.RestartAsync();
            world.Crash.Disarm();
            stream = world.Find("s");
        }

        await UntilAsync(world, () => Count(world) >= 60);

        world.Destination.Records.Concat(_other.Records).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, 60).Select(i => $"{i:D2}"));
        world.Events.Stopped.IsCompleted.ShouldBeFalse();
    }

    private static string Any(Random random) => (random.Next(2) == 0 ? "a" : "b") + (random.Next(2) == 0 ? "\",\"processed\":\"" : "");

    private async Task<DeliveryWorld> StartAsync()
    {
        var world = await DeliveryWorld.StartAsync();
        _other.Crash = world.Crash;
        world.Destination.Route = state =>
        {
            var settings = Encoding.UTF8.GetString(state.Spec.Destination.Json.Span);
            var to = settings.Contains("\"b", StringComparison.Ordinal) ? _other : world.Destination;
            return new DeliveryRoute(to)
            {
                Processing = settings.Contains("processed", StringComparison.Ordinal)
                    ? EachRecord.Plan((record, _) => record with { Partition = EachRecord.Key("x") })
                    : null,
                Backup = world.Destination.Backup,
            };
        };
        return world;
    }

    private static Task<Outcome<DeliveryStreamState>> UpdateAsync(
        DeliveryWorld world, DeliveryStream stream, string version, string to, CancellationToken ct = default) =>
        world.Deliveries.UpdateDestinationAsync(
            stream, version, _ => new DestinationSettings(FakeDestination.KindName, Encoding.UTF8.GetBytes($$"""{"to":"{{to}}"}""")), ct).AsTask();

    private int Count(DeliveryWorld world) => world.Destination.Records.Count() + _other.Records.Count();

    private static async Task UntilAsync(DeliveryWorld world, Func<bool> isDone)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!isDone())
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(30));
            await LetTimePassAsync(world);
        }
    }

    private static async Task LetTimePassAsync(DeliveryWorld world)
    {
        if (world.Clock.NextDue is { } due) world.Clock.Advance(due - world.Clock.GetUtcNow());
        await Task.Delay(1, CancellationToken.None);
    }
}
