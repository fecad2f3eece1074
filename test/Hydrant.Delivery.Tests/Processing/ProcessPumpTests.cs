using Hydrant.Core;
using Hydrant.Delivery.Processing;
using Hydrant.Delivery.Tests.World;
using Hydrant.Streams;
using Hydrant.Streams.Quotas;

namespace Hydrant.Delivery.Tests.Processing;

public sealed class ProcessPumpTests
{
    [Fact]
    public async Task Records_of_a_partition_are_delivered_together_and_in_order()
    {
        await using var world = await DeliveryWorld.StartAsync();
        world.Destination.Processing = EachRecord.Plan(ByFirstLetter);
        var stream = await world.CreateAsync("letters");

        await DeliveryWorld.PutAsync(stream, "a1", "b1", "a2", "c1", "b2", "a3");
        for (var i = 0; i < 3; i++) await world.NextDeliveryAsync();

        Delivered(world).ShouldBe(["k=a: a1 a2 a3", "k=b: b1 b2", "k=c: c1"]);
    }

    [Fact]
    public async Task A_record_that_a_transform_refuses_goes_to_the_error_output_and_the_others_to_their_place()
    {
        await using var world = await DeliveryWorld.StartAsync();
        world.Destination.Processing = EachRecord.Plan(ByFirstLetter);
        var stream = await world.CreateAsync("letters");

        await DeliveryWorld.PutAsync(stream, "a1", "!bad", "a2");
        for (var i = 0; i < 2; i++) await world.NextDeliveryAsync();

        Delivered(world)[0].ShouldBe("k=a: a1 a2");
        var line = Delivered(world)[1];
        line.ShouldStartWith("processing-failed: {\"rawData\":\"IWJhZA==\",\"errorCode\":\"Test.Refused\",\"errorMessage\":\"no letter\","
            + "\"attemptsMade\":1,\"arrivalTimestamp\":1772366400000,\"attemptEndingTimestamp\":");
        line.ShouldEndWith("}\n");
    }

    [Fact]
    public async Task Records_of_partitions_beyond_the_limit_fail_until_others_are_delivered()
    {
        await using var world = await DeliveryWorld.StartAsync(
            new DeliveryOptions { MeasureEvery = TimeSpan.Zero, StateDelay = TimeSpan.Zero, Limits = LimitMode.Aws });
        world.Destination.Processing = EachRecord.Plan(ByFirstLetter) with { MaxActivePartitions = 2 };
        var stream = await world.CreateAsync("letters");

        await DeliveryWorld.PutAsync(stream, "a1", "b1", "c1", "c2", "a2");
        for (var i = 0; i < 3; i++) await world.NextDeliveryAsync();
        await DeliveryWorld.PutAsync(stream, "c3");
        await world.NextDeliveryAsync();

        var delivered = Delivered(world);
        delivered[..3].ShouldBe(["k=a: a1 a2", "k=b: b1", "k=c: c3"]);
        delivered[3].Split('\n').Count(line => line.Contains("DynamicPartitioning.ActivePartitionsLimitExceeded")).ShouldBe(2);
    }

    [Theory]
    [InlineData(LimitMode.Aws, "off")]
    [InlineData(LimitMode.Off, "aws")]
    public async Task The_limit_of_partitions_follows_the_tag_while_the_pump_runs(LimitMode server, string tag)
    {
        await using var world = await DeliveryWorld.StartAsync(
            new DeliveryOptions { MeasureEvery = TimeSpan.Zero, StateDelay = TimeSpan.Zero, Limits = server });
        world.Destination.Processing = EachRecord.Plan(ByFirstLetter) with { MaxActivePartitions = 1 };
        var stream = await world.CreateAsync("letters");
        await DeliveryWorld.PutAsync(stream, "a1", "b1");
        for (var i = 0; i < 2; i++) await world.NextDeliveryAsync();
        world.Destination.Files.Keys.Any(name => name.StartsWith("k=b", StringComparison.Ordinal)).ShouldBe(server == LimitMode.Off);

        var tags = stream.Now.Spec.Tags.SetItem(StreamOptions.LimitsTag, tag);
        await world.Deliveries.AmendAsync(stream, state => state with { Spec = state.Spec with { Tags = tags } }, default);
        await DeliveryWorld.PutAsync(stream, "c1", "d1");
        for (var i = 0; i < 2; i++) await world.NextDeliveryAsync();

        world.Destination.Files.Keys.Any(name => name.StartsWith("k=d", StringComparison.Ordinal)).ShouldBe(tag == "off");
    }

    [Fact]
    public async Task Lanes_are_used_again_so_that_there_are_as_many_as_partitions_at_once()
    {
        await using var world = await DeliveryWorld.StartAsync();
        world.Destination.Processing = EachRecord.Plan(ByFirstLetter);
        var stream = await world.CreateAsync("letters");
        for (var letter = 'a'; letter <= 'z'; letter++)
        {
            await DeliveryWorld.PutAsync(stream, $"{letter}1", $"{letter}2");
            await world.NextDeliveryAsync();
        }

        Delivered(world).ShouldBe(Enumerable.Range('a', 26).Select(letter => $"k={(char)letter}: {(char)letter}1 {(char)letter}2"));
        (await world.Catalog.ListAsync("delivery/", default)).Count.ShouldBeLessThanOrEqualTo(4); // The intake, and lanes that took turns.
    }

    [Fact]
    public async Task Source_records_go_to_the_backup_too_as_they_came()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var backup = new FakeDestination();
        world.Destination.Processing = EachRecord.Plan(ByFirstLetter);
        world.Destination.Backup = backup;
        var stream = await world.CreateAsync("letters");

        await DeliveryWorld.PutAsync(stream, "a1", "!bad", "b1");
        for (var i = 0; i < 4; i++) await world.NextDeliveryAsync();

        backup.Records.ShouldBe(["a1", "!bad", "b1"]);
        world.Destination.Files.Count.ShouldBe(3);
        stream.OwnLog.Bounds.First.ShouldBe(new LogOffset(3));
    }

    [Fact]
    public async Task A_crash_at_any_moment_loses_and_doubles_nothing_though_functions_answer_differently_each_time()
    {
        for (var moment = 1; moment < 60; moment++)
        {
            await using var world = await DeliveryWorld.StartAsync();
            world.Destination.Processing = EachRecord.Plan(ByTurns);
            var stream = await world.CreateAsync("turns");
            world.Crash.Arm(moment);
            for (var i = 0; i < 6; i++) await DeliveryWorld.PutAsync(stream, $"r{i}");
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (!world.Crash.Reached.IsCompleted && Count(world) < 6 && !patience.IsCancellationRequested) await LetTimePassAsync(world);
            await world.RestartAsync();
            while (Count(world) < 6 && !patience.IsCancellationRequested) await LetTimePassAsync(world);

            var records = world.Destination.Files.Values.SelectMany(file => file).Order(StringComparer.Ordinal);
            $"{moment}: {string.Join(' ', records)}".ShouldBe($"{moment}: r0 r1 r2 r3 r4 r5");
            world.Destination.Changed.ShouldBeEmpty();
        }
    }

    private static int Count(DeliveryWorld world) => world.Destination.Files.Values.Sum(file => file.Length);

    private static async Task LetTimePassAsync(DeliveryWorld world)
    {
        if (world.Clock.NextDue is { } due) world.Clock.Advance(due - world.Clock.GetUtcNow());
        await Task.Delay(1, CancellationToken.None);
    }

    // Partition, then what its files hold.
    private static List<string> Delivered(DeliveryWorld world) =>
    [
        .. world.Destination.Files
            .OrderBy(file => file.Key, StringComparer.Ordinal)
            .GroupBy(file => file.Key[..file.Key.IndexOf(':', StringComparison.Ordinal)])
            .Select(files => $"{files.Key}: {string.Join(' ', files.SelectMany(file => file.Value))}"),
    ];

    private static WorkRecord? ByFirstLetter(WorkRecord record, WorkSet work)
    {
        var letter = (char)record.Data.Span[0];
        if (char.IsLetter(letter)) return record with { Partition = EachRecord.Key(letter.ToString()) };
        work.Fail(new WorkFailure(record, "Test.Refused", "no letter"));
        return null;
    }

    private static WorkRecord? ByTurns(WorkRecord record, WorkSet work) => record with { Partition = EachRecord.Key($"{Guid.NewGuid().ToByteArray()[0] % 3}") };
}
