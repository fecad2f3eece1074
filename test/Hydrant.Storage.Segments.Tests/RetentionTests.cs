using Hydrant.Core;

namespace Hydrant.Storage.Segments.Tests;

public sealed class RetentionTests
{
    [Fact]
    public async Task Segments_without_live_records_are_deleted_and_offsets_go_on()
    {
        var world = new LogWorld();
        await using (var store = await world.OpenAsync())
        {
            for (var i = 0; i < 50; i++) await LogWorld.AppendAsync(store, LogWorld.A, new string('x', 1000));
            var log = store.Open(LogWorld.A);
            await log.TrimAsync(log.Bounds.Tail, CancellationToken.None);
            await store.SweepAsync();
            world.Disk.Used.ShouldBeLessThan(8 * 1024);
        }

        foreach (var segment in world.Disk.Names.Where(name => name != "bounds")) world.Disk.Remove(segment);
        await using var again = await world.OpenAsync();
        again.Open(LogWorld.A).Bounds.ShouldBe(new LogBounds(new LogOffset(50), new LogOffset(50)));
        (await LogWorld.AppendAsync(again, LogWorld.A, "next")).First.ShouldBe(new LogOffset(50));
    }

    [Fact]
    public async Task Segments_of_mixed_retention_are_rewritten_with_what_lives()
    {
        var world = new LogWorld();
        await using (var store = await world.OpenAsync())
        {
            await FillMixedAsync(store);
            var before = world.Disk.Used;
            var log = store.Open(LogWorld.A);
            await log.TrimAsync(log.Bounds.Tail, CancellationToken.None);
            await store.SweepAsync();

            world.Disk.Used.ShouldBeLessThan(before / 3);
            (await LogWorld.ReadAllAsync(store, LogWorld.B)).ShouldBe(Kept());
            var names = world.Disk.Names;
            names.ShouldContain(name => name.EndsWith("-0001.segment", StringComparison.Ordinal));
            await store.SweepAsync();
            world.Disk.Names.ShouldBe(names); // What was rewritten is not rewritten again.
        }

        await using var again = await world.OpenAsync();
        (await LogWorld.ReadAllAsync(again, LogWorld.B)).ShouldBe(Kept());
        (await LogWorld.AppendAsync(again, LogWorld.A, "next")).First.ShouldBe(new LogOffset(60));
    }

    [Fact]
    public async Task A_rewritten_segment_is_readable_without_its_index()
    {
        var world = new LogWorld();
        await using (var store = await world.OpenAsync())
        {
            await FillMixedAsync(store);
            var log = store.Open(LogWorld.A);
            await log.TrimAsync(log.Bounds.Tail, CancellationToken.None);
            await store.SweepAsync();
        }

        foreach (var index in world.Disk.Names.Where(name => name.EndsWith(".index", StringComparison.Ordinal))) world.Disk.Remove(index);
        await using var again = await world.OpenAsync();
        again.Damage.ShouldBeEmpty();
        (await LogWorld.ReadAllAsync(again, LogWorld.B)).ShouldBe(Kept());
    }

    [Fact]
    public async Task A_damaged_segment_does_not_keep_the_others_from_being_swept()
    {
        var world = new LogWorld();
        await using var store = await world.OpenAsync();
        await FillMixedAsync(store);
        var before = world.Disk.Used;
        var first = world.Disk.Names.First(name => name.EndsWith(".segment", StringComparison.Ordinal));
        world.Disk.Flip(first, world.Disk.Read(first).AsSpan().IndexOf("kept"u8), 1);
        var log = store.Open(LogWorld.A);
        await log.TrimAsync(log.Bounds.Tail, CancellationToken.None);
        await store.SweepAsync();

        world.Disk.Used.ShouldBeLessThan(before / 2);
    }

    [Fact]
    public async Task An_index_may_be_missing_or_damaged_in_any_byte()
    {
        var world = new LogWorld();
        await using (var store = await world.OpenAsync()) await FillMixedAsync(store);
        var index = world.Disk.Names.First(name => name.EndsWith(".index", StringComparison.Ordinal));
        var whole = world.Disk;
        for (var at = -1; at < whole.Read(index).Length; at++)
        {
            world.Disk = whole;
            world.Disk = world.CopyDisk();
            if (at < 0) world.Disk.Remove(index);
            else world.Disk.Flip(index, at, 0x04);
            await using var store = await world.OpenAsync();
            (await LogWorld.ReadAllAsync(store, LogWorld.B)).ShouldBe(Kept());
            (await LogWorld.ReadAllAsync(store, LogWorld.A)).Count.ShouldBe(60);
        }
    }

    [Fact]
    public async Task Few_index_entries_in_memory_are_enough_for_any_number_of_segments()
    {
        var world = new LogWorld { Options = new() { Directory = "/x", RewriteAfter = TimeSpan.Zero, SegmentSize = ByteSize.KiB(2), MaxCachedIndexEntries = 4 } };
        await using var store = await world.OpenAsync();
        await FillMixedAsync(store);
        for (var i = 0; i < 3; i++) (await LogWorld.ReadAllAsync(store, LogWorld.B)).ShouldBe(Kept());
    }

    [Fact]
    public async Task A_segment_that_fills_and_closes_while_the_sweep_looks_at_the_shards_is_kept()
    {
        var world = new LogWorld { Options = new() { Directory = "/x", RewriteAfter = TimeSpan.Zero, SegmentSize = ByteSize.KiB(2) } };
        await using var store = await world.OpenAsync();
        var last = (SegmentShardLog)store.Open(new ShardKey(99, 0));
        using var looks = new ManualResetEventSlim();
        using var goesOn = new ManualResetEventSlim();
        var holding = Task.Run(() => last.Look(_ =>
        {
            looks.Set();
            goesOn.Wait();
            return 0;
        }));
        looks.Wait();
        var sweeping = Task.Run(store.SweepAsync); // Waits for the last shard, and has seen the others by then.
        await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        for (var i = 0; i < 10; i++) await LogWorld.AppendAsync(store, LogWorld.A, $"{i} {new string('x', 1000)}");
        goesOn.Set();
        await Task.WhenAll(holding, sweeping);

        (await Task.Run(() => LogWorld.ReadAllAsync(store, LogWorld.A)).WaitAsync(TimeSpan.FromSeconds(10))).Count.ShouldBe(10);
    }

    private static IEnumerable<string> Kept() => Enumerable.Range(0, 60).Select(i => $"kept {i}");

    private static async Task FillMixedAsync(SegmentLogStore store)
    {
        for (var i = 0; i < 60; i++)
        {
            await LogWorld.AppendAsync(store, LogWorld.A, new string('x', 1500));
            await LogWorld.AppendAsync(store, LogWorld.B, $"kept {i}");
        }
    }
}
