using Hydrant.Core;
using Hydrant.Storage;
using static Hydrant.Compliance.Logs.LogSteps;

namespace Hydrant.Compliance.Logs;

// Time, measures, trims and drops.
public abstract partial class LogStoreCompliance
{
    [Fact]
    public async Task Seek_finds_the_first_record_at_or_after_a_time()
    {
        var start = fixture.Clock.GetUtcNow();
        await _log.AppendAsync("a", "b");
        fixture.Clock.Advance(TimeSpan.FromSeconds(10));
        await _log.AppendAsync("c");
        await _log.AppendAsync("d");
        fixture.Clock.Advance(TimeSpan.FromSeconds(10));
        await _log.AppendAsync("e");

        var found = new List<long>();
        foreach (var seconds in new[] { -5, 0, 5, 10, 15, 20, 25 })
            found.Add((await _log.SeekAsync(start.AddSeconds(seconds), Ct)).Value);
        found.ShouldBe([0, 0, 2, 2, 4, 4, 5]);
    }

    [Fact]
    public async Task Seek_goes_no_further_back_than_the_oldest_record()
    {
        var start = fixture.Clock.GetUtcNow();
        await _log.AppendAsync("a", "b", "c");
        await _log.TrimAsync(At(1), Ct);
        (await _log.SeekAsync(start, Ct)).ShouldBe(At(1));
        await _log.TrimAsync(At(3), Ct);
        (await _log.SeekAsync(start, Ct)).ShouldBe(At(3));
    }

    [Fact]
    public async Task Arrival_times_never_go_back()
    {
        var first = await _log.AppendAsync("a");
        fixture.Clock.Advance(TimeSpan.FromHours(-1));
        var second = await _log.AppendAsync("b");
        second.ArrivedAtMs.ShouldBe(first.ArrivedAtMs);

        fixture.Clock.Advance(TimeSpan.FromHours(2));
        (await _log.AppendAsync("c")).ArrivedAtMs.ShouldBe(fixture.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        using var page = await _log.ReadAsync(At(0), Everything, Ct);
        var last = 0L;
        foreach (var record in page)
        {
            record.ArrivedAtMs.ShouldBeGreaterThanOrEqualTo(last);
            last = record.ArrivedAtMs;
        }

        last.ShouldBe(first.ArrivedAtMs + 3_600_000);
    }

    [Fact]
    public async Task A_measure_ends_at_the_record_with_which_there_is_enough()
    {
        var first = await _log.AppendSizesAsync(10, 10, 10);
        fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await _log.AppendSizesAsync(10, 0, 10);

        (await _log.MeasureAsync(At(0), 1, Ct)).ShouldBe(new LogExtent(At(0), At(1), 10, first.ArrivedAtMs));
        (await _log.MeasureAsync(At(0), 10, Ct)).ShouldBe(new LogExtent(At(0), At(1), 10, first.ArrivedAtMs));
        (await _log.MeasureAsync(At(0), 11, Ct)).ShouldBe(new LogExtent(At(0), At(2), 20, first.ArrivedAtMs));
        (await _log.MeasureAsync(At(1), 21, Ct)).ShouldBe(new LogExtent(At(1), At(4), 30, first.ArrivedAtMs));
        (await _log.MeasureAsync(At(3), 11, Ct)).ShouldBe(new LogExtent(At(3), At(6), 20, second.ArrivedAtMs));
        (await _log.MeasureAsync(At(4), 10, Ct)).ShouldBe(new LogExtent(At(4), At(6), 10, second.ArrivedAtMs));
        (await _log.MeasureAsync(At(2), 1_000, Ct)).ShouldBe(new LogExtent(At(2), At(6), 30, first.ArrivedAtMs));
        (await _log.MeasureAsync(At(4), long.MaxValue, Ct))
            .ShouldBe(new LogExtent(At(4), At(6), 10, second.ArrivedAtMs));
        (await _log.MeasureAsync(At(6), 1_000, Ct)).ShouldBe(new LogExtent(At(6), At(6), 0, 0));
    }

    [Fact]
    public async Task A_measure_counts_nothing_that_was_trimmed()
    {
        var arrival = (await _log.AppendSizesAsync(10, 20, 30)).ArrivedAtMs;
        await _log.AppendSizesAsync(40, 50);
        await _log.TrimAsync(At(2), Ct); // Inside the first append.

        (await _log.MeasureAsync(At(0), 1_000, Ct)).ShouldBe(new LogExtent(At(2), At(5), 120, arrival));
        (await _log.MeasureAsync(At(0), 30, Ct)).ShouldBe(new LogExtent(At(2), At(3), 30, arrival));
        (await _log.MeasureAsync(At(0), 31, Ct)).ShouldBe(new LogExtent(At(2), At(4), 70, arrival));
        (await _log.MeasureAsync(At(2), 71, Ct)).ShouldBe(new LogExtent(At(2), At(5), 120, arrival));
    }

    [Fact]
    public async Task Reads_start_where_a_trim_ended()
    {
        await _log.AppendAsync("a", "b", "c");
        await _log.AppendAsync("d");
        await _log.TrimAsync(At(2), Ct);
        _log.Bounds.ShouldBe(new LogBounds(At(2), At(4)));
        using (var page = await _log.ReadAsync(At(0), Everything, Ct)) page.First.ShouldBe(At(2));
        (await _log.TextsAsync()).ShouldBe(["2:c", "3:d"]);

        await _log.TrimAsync(At(1), Ct);
        _log.Bounds.First.ShouldBe(At(2));
    }

    [Fact]
    public async Task Offsets_go_on_after_everything_was_trimmed()
    {
        await _log.AppendAsync("a", "b");
        await _log.TrimAsync(At(100), Ct); // Beyond the tail: all there is, and nothing of what comes.
        _log.Bounds.ShouldBe(new LogBounds(At(2), At(2)));
        (await _log.TextsAsync()).ShouldBeEmpty();

        (await _log.AppendAsync("c")).First.ShouldBe(At(2));
        (await _log.TextsAsync()).ShouldBe(["2:c"]);
    }

    [Fact]
    public async Task A_dropped_log_serves_nothing_and_takes_nothing()
    {
        var other = _store.Open(new ShardKey(7, 4));
        await other.AppendAsync("stays");
        await _log.AppendAsync("a");
        var waiting = _log.WaitBeyondAsync(At(1), Ct).AsTask();
        await _store.DropAsync(Key, Ct);

        (await FaultOf(() => waiting)).ShouldBe(StorageFaultKind.Closed);
        (await FaultOf(() => _log.AppendAsync("b"))).ShouldBe(StorageFaultKind.Closed);
        (await FaultOf(async () => await _log.WaitBeyondAsync(At(1), Ct))).ShouldBe(StorageFaultKind.Closed);
        await ServesNothingAsync(_log);
        (await other.TextsAsync()).ShouldBe(["0:stays"]);
    }

    [Fact]
    public async Task A_closed_store_ends_waiting_and_refuses_everything_new()
    {
        var waiting = _log.WaitBeyondAsync(At(0), Ct).AsTask();
        await _store.DisposeAsync();
        (await FaultOf(() => waiting)).ShouldBe(StorageFaultKind.Closed);
        (await FaultOf(() => _log.AppendAsync("late"))).ShouldBe(StorageFaultKind.Closed);
        Should.Throw<StorageException>(() => _store.Open(Key)).Kind.ShouldBe(StorageFaultKind.Closed);
    }

    /// <summary>An empty page or a refusal; both are right of a log that was dropped.</summary>
    internal static async Task ServesNothingAsync(IShardLog log)
    {
        try
        {
            (await log.TextsAsync()).ShouldBeEmpty();
        }
        catch (StorageException refused)
        {
            refused.Kind.ShouldBe(StorageFaultKind.Closed);
        }
    }
}
