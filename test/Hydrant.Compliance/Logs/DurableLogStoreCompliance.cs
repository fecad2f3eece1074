using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Batches;
using Hydrant.Storage.Catalog;
using static Hydrant.Compliance.Logs.LogSteps;

namespace Hydrant.Compliance.Logs;

/// <summary>What a log that outlives its process promises of the next open, also after a loss of power.</summary>
public abstract class DurableLogStoreCompliance(ILogStoreFixture fixture) : IAsyncDisposable
{
    private static readonly ShardKey Key = new(7, 3);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await fixture.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_was_acknowledged_is_there_again(bool crash)
    {
        var log = (await fixture.OpenAsync()).Open(Key);
        var first = await log.AppendAsync("a", "b");
        fixture.Clock.Advance(TimeSpan.FromSeconds(10));
        var second = await log.AppendAsync("c");

        log = (await ReopenAsync(crash)).Open(Key);
        log.Bounds.ShouldBe(new LogBounds(At(0), At(3)));
        (await log.TextsAsync()).ShouldBe(["0:a", "1:b", "2:c"]);
        (await log.SeekAsync(DateTimeOffset.FromUnixTimeMilliseconds(second.ArrivedAtMs), Ct)).ShouldBe(At(2));
        (await log.MeasureAsync(At(1), 100, Ct)).ShouldBe(new LogExtent(At(1), At(3), 2, first.ArrivedAtMs));

        (await log.AppendAsync("d")).First.ShouldBe(At(3));
        (await log.TextsAsync(2)).ShouldBe(["2:c", "3:d"]);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_group_is_there_again_in_every_shard(bool crash)
    {
        var store = await fixture.OpenAsync();
        using var records = new RecordBuffer();
        for (var i = 0; i < 200; i++) records.Add("k"u8, LogSteps.Filled(100, (byte)('a' + (i % 26))));
        var group = new AppendGroup(records);
        for (var i = 0; i < 200; i++) group.Add(store.Open(new ShardKey(8, (uint)i)), new[] { i });
        await store.AppendAsync(group, Ct);

        store = await ReopenAsync(crash);
        for (var i = 0; i < 200; i++)
        {
            var expected = new string((char)('a' + (i % 26)), 100);
            (await store.Open(new ShardKey(8, (uint)i)).TextsAsync()).ShouldBe([$"0:{expected}"]);
        }
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Many_times_the_size_of_a_file_is_there_again(bool crash)
    {
        var log = (await fixture.OpenAsync()).Open(Key);
        for (var i = 0; i < 200; i++) await log.AppendSizesAsync(1_000, 1_000);

        log = (await ReopenAsync(crash)).Open(Key);
        (await log.TextsAsync(0, new ReadLimit(33, int.MaxValue))).Count.ShouldBe(400);
        (await log.MeasureAsync(At(101), 50_500, Ct)).End.ShouldBe(At(152));
    }

    [Fact]
    public async Task Offsets_go_on_after_everything_was_trimmed_and_the_store_was_closed()
    {
        var store = await fixture.OpenAsync();
        var log = store.Open(Key);
        for (var i = 0; i < 100; i++) await log.AppendSizesAsync(1_000);
        await log.TrimAsync(At(100), Ct);
        for (var i = 0; i < 200; i++) await store.Open(new ShardKey(9, 0)).AppendSizesAsync(1_000); // Its files go.

        log = (await ReopenAsync(crash: false)).Open(Key);
        log.Bounds.ShouldBe(new LogBounds(At(100), At(100)));
        (await log.AppendAsync("next")).First.ShouldBe(At(100));
        log = (await ReopenAsync(crash: true)).Open(Key);
        (await log.TextsAsync(100)).ShouldBe(["100:next"]);
    }

    [Fact]
    public async Task A_crash_may_undo_a_trim_but_no_offset_is_given_twice()
    {
        var store = await fixture.OpenAsync();
        var log = store.Open(Key);
        for (var i = 0; i < 100; i++) await log.AppendSizesAsync(1_000);
        await log.TrimAsync(At(100), Ct);
        for (var i = 0; i < 200; i++) await store.Open(new ShardKey(9, 0)).AppendSizesAsync(1_000);

        log = (await ReopenAsync(crash: true)).Open(Key);
        log.Bounds.Tail.ShouldBe(At(100));
        (await log.AppendAsync("next")).First.ShouldBe(At(100));
        (await log.TextsAsync(100)).ShouldBe(["100:next"]);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Arrival_times_do_not_go_back_over_a_restart(bool crash)
    {
        var log = (await fixture.OpenAsync()).Open(Key);
        var before = await log.AppendAsync("a");
        fixture.Clock.Advance(TimeSpan.FromHours(-1));
        log = (await ReopenAsync(crash)).Open(Key);
        (await log.AppendAsync("b")).ArrivedAtMs.ShouldBe(before.ArrivedAtMs);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_dropped_log_stays_dropped(bool crash)
    {
        var store = await fixture.OpenAsync();
        await store.Open(Key).AppendAsync("secret");
        await store.Open(new ShardKey(7, 4)).AppendAsync("stays");
        await store.DropAsync(Key, Ct);

        store = await ReopenAsync(crash);
        (await store.Open(new ShardKey(7, 4)).TextsAsync()).ShouldBe(["0:stays"]);
        (await FaultOf(() => store.Open(Key).AppendAsync("again"))).ShouldBe(StorageFaultKind.Closed);
        await LogStoreCompliance.ServesNothingAsync(store.Open(Key));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task The_catalogue_is_there_again(bool crash)
    {
        var catalog = await LogCatalogStore.OpenAsync(await fixture.OpenAsync(), Ct);
        var a = await catalog.PutAsync("a", "1"u8.ToArray(), CatalogVersion.None, Ct);
        var b = await catalog.PutAsync("b", "2"u8.ToArray(), CatalogVersion.None, Ct);
        a = await catalog.PutAsync("a", "3"u8.ToArray(), a!.Value, Ct);
        await catalog.DeleteAsync("b", b!.Value, Ct);

        catalog = await LogCatalogStore.OpenAsync(await ReopenAsync(crash), Ct);
        var document = (await catalog.ListAsync("", Ct)).ShouldHaveSingleItem();
        (document.Key, document.Version).ShouldBe(("a", a!.Value));
        document.Body.ToArray().ShouldBe("3"u8.ToArray());
    }

    private async ValueTask<ILogStore> ReopenAsync(bool crash)
    {
        if (crash) await fixture.CrashAsync();
        return await fixture.OpenAsync();
    }
}
