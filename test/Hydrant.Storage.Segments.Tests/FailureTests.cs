using Hydrant.Core;
using Hydrant.Storage.Batches;

namespace Hydrant.Storage.Segments.Tests;

public sealed class FailureTests
{
    [Fact]
    public async Task A_full_disk_refuses_appends_serves_reads_and_takes_appends_again_when_there_is_space()
    {
        var world = new LogWorld();
        await using (var store = await world.OpenAsync())
        {
            await LogWorld.AppendAsync(store, LogWorld.A, "before");
            world.Disk.Capacity = world.Disk.Used + 100;
            for (var i = 0; i < 5; i++)
            {
                var failure = await Should.ThrowAsync<StorageException>(
                    () => LogWorld.AppendAsync(store, LogWorld.A, new string('x', 500)));
                failure.Kind.ShouldBe(StorageFaultKind.Full);
            }

            (await LogWorld.ReadAllAsync(store, LogWorld.A)).ShouldBe(["before"]);
            world.Disk.Names.Count.ShouldBeLessThan(5); // Attempts leave no files behind.
            world.Disk.Capacity = long.MaxValue;
            (await LogWorld.AppendAsync(store, LogWorld.A, "after")).First.ShouldBe(new LogOffset(1));
            (await LogWorld.ReadAllAsync(store, LogWorld.A)).ShouldBe(["before", "after"]);
        }

        await using var again = await world.OpenAsync();
        (await LogWorld.ReadAllAsync(again, LogWorld.A)).ShouldBe(["before", "after"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task After_a_failed_sync_the_file_is_given_up_and_what_it_may_hold_never_comes_back(int seed)
    {
        var world = new LogWorld(seed);
        var store = await world.OpenAsync();
        await LogWorld.AppendAsync(store, LogWorld.A, "before");
        world.Disk.FailSyncs = 1;
        var failure = await Should.ThrowAsync<StorageException>(() => LogWorld.AppendAsync(store, LogWorld.A, "failed"));
        failure.Kind.ShouldBe(StorageFaultKind.Unavailable);
        await LogWorld.AppendAsync(store, LogWorld.A, "after");
        world.Disk.Names.Count(name => name.EndsWith(".segment", StringComparison.Ordinal)).ShouldBe(2);
        world.Disk.Crash();
        await store.DisposeAsync();

        await using var again = await world.OpenAsync();
        (await LogWorld.ReadAllAsync(again, LogWorld.A)).ShouldBe(["before", "after"]);
        again.Damage.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failed_commit_stays_void_when_the_segment_behind_it_is_gone()
    {
        var world = new LogWorld();
        var store = await world.OpenAsync();
        await LogWorld.AppendAsync(store, LogWorld.A, "before");
        world.Disk.FailSyncs = 1;
        await Should.ThrowAsync<StorageException>(() => LogWorld.AppendAsync(store, LogWorld.B, "failed"));
        await LogWorld.AppendAsync(store, LogWorld.B, new string('x', 3000));
        await LogWorld.AppendAsync(store, LogWorld.B, new string('y', 3000));
        await store.Open(LogWorld.B).TrimAsync(new LogOffset(2), CancellationToken.None);
        await store.SweepAsync();
        world.Disk.Crash();
        await store.DisposeAsync();
        foreach (var index in world.Disk.Names.Where(name => name.EndsWith(".index", StringComparison.Ordinal))) world.Disk.Remove(index);

        await using var again = await world.OpenAsync();
        (await LogWorld.ReadAllAsync(again, LogWorld.A)).ShouldBe(["before"]);
        (await LogWorld.ReadAllAsync(again, LogWorld.B)).ShouldNotContain("failed");
        (await LogWorld.AppendAsync(again, LogWorld.B, "next")).First.ShouldBe(new LogOffset(2));
    }

    [Fact]
    public async Task A_group_that_names_a_dropped_shard_appends_nothing()
    {
        var world = new LogWorld();
        await using var store = await world.OpenAsync();
        using var records = new RecordBuffer();
        records.Add("k"u8, "a"u8);
        records.Add("k"u8, "b"u8);
        var group = new AppendGroup(records);
        group.Add(store.Open(LogWorld.A), new[] { 0 });
        group.Add(store.Open(LogWorld.B), new[] { 1 });
        await store.DropAsync(LogWorld.B, CancellationToken.None);

        var failure = await Should.ThrowAsync<StorageException>(async () => await store.AppendAsync(group, CancellationToken.None));

        failure.Kind.ShouldBe(StorageFaultKind.Closed);
        await LogWorld.AppendAsync(store, LogWorld.A, "alone");
        (await LogWorld.ReadAllAsync(store, LogWorld.A)).ShouldBe(["alone"]);
    }

    [Fact]
    public async Task A_dropped_shard_stays_dropped_after_a_crash_and_its_space_returns()
    {
        var world = new LogWorld();
        var store = await world.OpenAsync();
        for (var i = 0; i < 30; i++) await LogWorld.AppendAsync(store, LogWorld.B, new string('x', 1000));
        await store.DropAsync(LogWorld.B, CancellationToken.None);
        world.Disk.Crash();
        await store.DisposeAsync();

        await using var again = await world.OpenAsync();
        await again.SweepAsync();
        again.Open(LogWorld.B).Bounds.IsEmpty.ShouldBeTrue();
        world.Disk.Used.ShouldBeLessThan(8 * 1024);
    }

    [Fact]
    public async Task A_closed_log_ends_readers_and_waiters()
    {
        var world = new LogWorld();
        var store = await world.OpenAsync();
        await LogWorld.AppendAsync(store, LogWorld.A, "one");
        var log = store.Open(LogWorld.A);
        var waiting = log.WaitBeyondAsync(new LogOffset(1), CancellationToken.None).AsTask();
        await store.DisposeAsync();

        (await Should.ThrowAsync<StorageException>(waiting)).Kind.ShouldBe(StorageFaultKind.Closed);
        (await Should.ThrowAsync<StorageException>(async () => await log.ReadAsync(LogOffset.Zero, new ReadLimit(1, 1), default)))
            .Kind.ShouldBe(StorageFaultKind.Closed);
        (await Should.ThrowAsync<StorageException>(() => LogWorld.AppendAsync(store, LogWorld.A, "two")))
            .Kind.ShouldBe(StorageFaultKind.Closed);
    }
}
