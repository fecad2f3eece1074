using Hydrant.Core;
using Hydrant.Testing.Disk;

namespace Hydrant.Storage.Segments.Tests;

public sealed class DamageTests
{
    private const string First = "000000000001-0000.segment";
    private static readonly string[] Written = ["one", "two", "three", "four", "five", "six"];

    [Fact]
    public async Task A_file_cut_anywhere_keeps_every_commit_before_the_cut()
    {
        var (world, ends) = await ThreeCommitsAsync();
        var whole = world.Disk.Read(First);
        for (var cut = 0; cut <= whole.Length; cut++)
        {
            world.Disk = new SimulatedDisk(1);
            world.Disk.Put(First, whole.AsSpan(0, cut));
            await using var store = await world.OpenAsync();

            var expected = Written.Take(2 * ends.Count(end => end <= cut)).ToList();
            (await LogWorld.ReadAllAsync(store, LogWorld.A)).ShouldBe(expected);
            store.Damage.ShouldBeEmpty();
            (await LogWorld.AppendAsync(store, LogWorld.A, "next")).First.Value.ShouldBe(expected.Count);
            (await LogWorld.ReadAllAsync(store, LogWorld.A)).ShouldBe([.. expected, "next"]);
        }
    }

    [Fact]
    public async Task A_flipped_byte_is_a_torn_end_or_named_damage_and_never_another_record()
    {
        var (world, ends) = await ThreeCommitsAsync();
        var whole = world.Disk.Read(First);
        for (var at = 0; at < whole.Length; at++)
        {
            world.Disk = new SimulatedDisk(1);
            world.Disk.Put(First, whole);
            world.Disk.Flip(First, at, 0x10);
            await using var store = await world.OpenAsync();

            var (texts, damage) = await LogWorld.ReadGoodAsync(store, LogWorld.A);
            texts.ShouldBe(Written.Take(texts.Count));
            if (at < ends[1]) store.Damage.ShouldNotBeEmpty();
            var isHeader = at < 72 || (at >= ends[0] && at < ends[0] + 32);
            if (isHeader || at >= ends[1])
            {
                // A header is told by what follows it; the last commit may never have been synced.
                damage.ShouldBeNull();
                texts.Count.ShouldBe(isHeader ? 6 : 4);
            }
            else
            {
                texts.Count.ShouldBe(at < ends[0] ? 0 : 2);
                damage.ShouldNotBeNull().Message.ShouldContain($"{First}: bytes {(at < ends[0] ? 40 : ends[0])} to ");
                (await LogWorld.ReadAllAsync(store, LogWorld.A, from: at < ends[0] ? 2 : 4)).ShouldBe(Written.Skip(at < ends[0] ? 2 : 4));
            }
        }
    }

    [Fact]
    public async Task Damage_that_comes_while_the_log_is_open_is_named_and_not_served()
    {
        var (world, _) = await ThreeCommitsAsync();
        await using var store = await world.OpenAsync();
        world.Disk.Flip(First, 100, 1);

        var (texts, damage) = await LogWorld.ReadGoodAsync(store, LogWorld.A);

        texts.ShouldBeEmpty();
        damage.ShouldNotBeNull().Message.ShouldContain($"{First}: the frame at byte 72");
        (await LogWorld.ReadAllAsync(store, LogWorld.A, from: 2)).ShouldBe(Written.Skip(2));
    }

    [Fact]
    public async Task Damage_in_a_closed_segment_leaves_the_other_shards_readable()
    {
        var world = new LogWorld();
        await using (var store = await world.OpenAsync())
        {
            for (var i = 0; i < 40; i++) await LogWorld.AppendAsync(store, i % 2 == 0 ? LogWorld.A : LogWorld.B, new string('x', 500));
        }

        foreach (var index in world.Disk.Names.Where(name => name.EndsWith(".index", StringComparison.Ordinal))) world.Disk.Remove(index);
        world.Disk.Flip(First, 200, 1); // In the first frame, of shard A.
        await using var damaged = await world.OpenAsync();

        (await LogWorld.ReadAllAsync(damaged, LogWorld.B)).Count.ShouldBe(20);
        (await LogWorld.ReadAllAsync(damaged, LogWorld.A, from: 1)).Count.ShouldBe(19);
        (await LogWorld.ReadGoodAsync(damaged, LogWorld.A)).Damage.ShouldNotBeNull().Message.ShouldContain(First);
    }

    [Fact]
    public async Task A_shard_goes_on_behind_offsets_whose_records_are_damaged()
    {
        var world = new LogWorld();
        int end;
        await using (var store = await world.OpenAsync())
        {
            await LogWorld.AppendAsync(store, LogWorld.A, "one");
            await LogWorld.AppendAsync(store, LogWorld.A, "two", "three");
            end = world.Disk.Read(First).Length;
            await LogWorld.AppendAsync(store, LogWorld.B, "other");
        }

        world.Disk.Remove("bounds"); // As if the server had been killed.
        world.Disk.Flip(First, end - 1, 1);
        await using var again = await world.OpenAsync();

        (await LogWorld.AppendAsync(again, LogWorld.A, "four")).First.ShouldBe(new LogOffset(3));
        (await LogWorld.ReadGoodAsync(again, LogWorld.A)).Texts.ShouldBe(["one"]);
        (await LogWorld.ReadAllAsync(again, LogWorld.A, from: 3)).ShouldBe(["four"]);
        (await LogWorld.ReadAllAsync(again, LogWorld.B)).ShouldBe(["other"]);
    }

    [Fact]
    public async Task A_record_that_looks_like_a_commit_is_not_taken_for_one_when_its_commit_is_torn()
    {
        var other = new LogWorld(seed: 2);
        await using (var store = await other.OpenAsync())
        {
            for (var i = 0; i < 3; i++) await LogWorld.AppendAsync(store, LogWorld.B, "forged");
        }

        var world = new LogWorld();
        using (var records = new Batches.RecordBuffer())
        {
            await using var store = await world.OpenAsync();
            records.Add("key"u8, other.Disk.Read(First).AsSpan(40));
            await store.Open(LogWorld.A).AppendAsync(records, CancellationToken.None);
        }

        world.Disk.Remove("bounds");
        world.Disk.Flip(First, 41, 1);
        await using var again = await world.OpenAsync();

        again.Damage.ShouldBeEmpty();
        again.Open(LogWorld.A).Bounds.IsEmpty.ShouldBeTrue();
        again.Open(LogWorld.B).Bounds.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task Damaged_bounds_stop_the_start_because_offsets_could_be_given_twice()
    {
        var (world, _) = await ThreeCommitsAsync();
        var bytes = world.Disk.Read("bounds");
        for (var at = 0; at < bytes.Length; at++)
        {
            world.Disk.Put("bounds", bytes);
            world.Disk.Flip("bounds", at, 0x40);
            var failure = await Should.ThrowAsync<StorageException>(world.OpenAsync);
            failure.Kind.ShouldBe(StorageFaultKind.Corrupt);
        }
    }

    // Three commits of two records each in one file, and where each ends.
    private static async Task<(LogWorld World, List<long> Ends)> ThreeCommitsAsync()
    {
        var world = new LogWorld();
        var ends = new List<long>();
        await using var store = await world.OpenAsync();
        foreach (var pair in Written.Chunk(2))
        {
            await LogWorld.AppendAsync(store, LogWorld.A, pair);
            ends.Add(world.Disk.Read(First).Length);
        }

        return (world, ends);
    }
}
