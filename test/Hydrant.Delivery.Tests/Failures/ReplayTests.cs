using System.Collections.Immutable;
using Hydrant.Core;
using Hydrant.Delivery.Failures;
using Hydrant.Delivery.Processing;
using Hydrant.Delivery.Tests.World;

namespace Hydrant.Delivery.Tests.Failures;

public sealed class ReplayTests
{
    private static readonly FailureSelection Everything = new();
    private volatile bool _isMended;

    [Fact]
    public async Task A_failed_batch_that_is_replayed_ends_in_the_right_files_and_the_ledger_says_so()
    {
        await using var world = await DeliveryWorld.StartAsync();
        world.Destination.Processing = EachRecord.Plan(ByFirstLetter);
        var stream = await world.CreateAsync("letters");
        await DeliveryWorld.PutAsync(stream, "a1", "!a2", "!b1");
        await UntilAsync(world, () => world.Destination.Files.Count == 2);
        var failed = (await LedgerAsync(world, stream, entries: 1)).ShouldHaveSingleItem();

        _isMended = true;
        var report = (await world.Deliveries.Failures.ReplayAsync(stream, Everything, default)).Value;
        await UntilAsync(world, () => world.Destination.Files.Count == 4);

        failed.Object.Codes.ShouldBe(ImmutableSortedDictionary<string, long>.Empty.Add("Test.Refused", 2));
        (report.Objects, report.Records, report.Mistakes.Count).ShouldBe((1, 2L, 0));
        Of(world, "k=a").ShouldBe(["a1", "!a2"]);
        Of(world, "k=b").ShouldBe(["!b1"]);
        (await world.Deliveries.Failures.ListAsync(stream, Everything, default)).ShouldBeEmpty();
        var entry = (await world.Deliveries.Failures.ListAsync(stream, Everything with { WithReplayed = true }, default)).ShouldHaveSingleItem();
        (entry.Replay!.Records, entry.Replay.IsDone).ShouldBe((2, true));
    }

    [Fact]
    public async Task Entries_are_selected_by_what_why_and_when()
    {
        await using var world = await DeliveryWorld.StartAsync();
        world.Destination.Processing = EachRecord.Plan(ByFirstLetter);
        var stream = await world.CreateAsync("letters");
        await DeliveryWorld.PutAsync(stream, "!1");
        var failedAt = DateTimeOffset.FromUnixTimeMilliseconds((await LedgerAsync(world, stream, entries: 1))[0].FailedAtMs);

        (await ListAsync(new() { ErrorOutputType = "processing-failed", Code = "Test.Refused", From = failedAt })).Count.ShouldBe(1);
        (await ListAsync(new() { ErrorOutputType = "format-conversion-failed" })).ShouldBeEmpty();
        (await ListAsync(new() { Code = "Lambda.FunctionError" })).ShouldBeEmpty();
        (await ListAsync(new() { To = failedAt })).ShouldBeEmpty();
        (await ListAsync(new() { Ids = ["0123456789abcdef"] })).ShouldBeEmpty();

        async Task<IReadOnlyList<FailureEntry>> ListAsync(FailureSelection selection) =>
            await world.Deliveries.Failures.ListAsync(stream, selection, default);
    }

    [Fact]
    public async Task An_object_that_is_damaged_is_named_and_the_others_are_replayed()
    {
        await using var world = await DeliveryWorld.StartAsync();
        world.Destination.Processing = EachRecord.Plan(ByFirstLetter);
        var stream = await world.CreateAsync("letters");
        await DeliveryWorld.PutAsync(stream, "!1");
        await LedgerAsync(world, stream, entries: 1);
        await DeliveryWorld.PutAsync(stream, "!2");
        await LedgerAsync(world, stream, entries: 2);
        world.Destination.Files[world.Destination.Files.Keys.Order(StringComparer.Ordinal).First()] = ["{}\n"];

        var report = (await world.Deliveries.Failures.ReplayAsync(stream, Everything, default)).Value;

        (report.Objects, report.Records).ShouldBe((1, 1L));
        report.Mistakes.ShouldHaveSingleItem().ShouldContain("line 1 is no failed record");
    }

    [Fact]
    public async Task A_replay_that_a_crash_cuts_off_goes_on_where_it_was()
    {
        const int records = 1_700; // Several batches.
        for (var moment = 1; moment < 9; moment++)
        {
            _isMended = false;
            await using var world = await DeliveryWorld.StartAsync();
            world.Destination.Processing = EachRecord.Plan(ByFirstLetter);
            var stream = await world.CreateAsync("letters");
            await DeliveryWorld.PutAsync(stream, [.. Enumerable.Range(0, records).Select(i => $"!{i}")]);
            await LedgerAsync(world, stream, entries: 1);
            _isMended = true;

            world.Crash.Arm(moment);
            using var dead = new CancellationTokenSource();
            var replaying = Task.Run(async () => await world.Deliveries.Failures.ReplayAsync(stream, Everything, dead.Token));
            await Task.WhenAny(world.Crash.Reached, replaying);
            await dead.CancelAsync();
            await replaying.ContinueWith(_ => { }, TaskScheduler.Default);
            await world.RestartAsync();
            stream = world.Find("letters");
            await world.Deliveries.Failures.ReplayAsync(stream, Everything, default);
            await UntilAsync(world, () => Good(world).Count() >= records);

            Good(world).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, records).Select(i => $"!{i}").Order(StringComparer.Ordinal));
            (await world.Deliveries.Failures.ListAsync(stream, Everything, default)).ShouldBeEmpty();
        }
    }

    // An entry comes when its object is there already.
    private static async Task<IReadOnlyList<FailureEntry>> LedgerAsync(DeliveryWorld world, DeliveryStream stream, int entries)
    {
        IReadOnlyList<FailureEntry> found = [];
        await UntilAsync(world, async () => (found = await world.Deliveries.Failures.ListAsync(stream, Everything, default)).Count >= entries);
        return found;
    }

    private static IEnumerable<string> Good(DeliveryWorld world) =>
        world.Destination.Files.Where(file => file.Key.StartsWith("k=", StringComparison.Ordinal)).SelectMany(file => file.Value);

    private static IEnumerable<string> Of(DeliveryWorld world, string partition) => world.Destination.Files
        .Where(file => file.Key.StartsWith(partition, StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal)
        .SelectMany(file => file.Value);

    private WorkRecord? ByFirstLetter(WorkRecord record, WorkSet work)
    {
        if (record.Data.Span[0] != '!') return record with { Partition = EachRecord.Key($"{(char)record.Data.Span[0]}") };
        if (_isMended) return record with { Partition = EachRecord.Key($"{(char)record.Data.Span[1]}") };
        work.Fail(new WorkFailure(record, "Test.Refused", "not yet"));
        return null;
    }

    private static Task UntilAsync(DeliveryWorld world, Func<bool> isDone) => UntilAsync(world, () => Task.FromResult(isDone()));

    private static async Task UntilAsync(DeliveryWorld world, Func<Task<bool>> isDone)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await isDone())
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(30));
            if (world.Clock.NextDue is { } due) world.Clock.Advance(due - world.Clock.GetUtcNow());
            await Task.Delay(1, CancellationToken.None);
        }
    }
}
