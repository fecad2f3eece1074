using Hydrant.Compliance.Logs;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Catalog;
using Hydrant.Storage.Memory;
using Hydrant.Storage.Segments;
using Hydrant.Testing.Disk;

namespace Hydrant.Compliance.Catalog;

/// <summary>How the catalogue treats its log.</summary>
public sealed class LogCatalogStoreTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_log_does_not_grow_with_the_number_of_changes()
    {
        await using var logs = new MemoryLogStore(TimeProvider.System);
        var catalog = await LogCatalogStore.OpenAsync(logs, Ct);
        await catalog.PutAsync("b/stays", new byte[100], CatalogVersion.None, Ct);
        var version = CatalogVersion.None;
        for (var i = 0; i < 1_000; i++)
        {
            version = (await catalog.PutAsync("a", LogSteps.Filled(10_000, (byte)i), version, Ct)).ShouldNotBeNull();
            (await SizeAsync(logs)).ShouldBeLessThan(1024 * 1024 + 50_000);
        }

        var again = await LogCatalogStore.OpenAsync(logs, Ct);
        var documents = await again.ListAsync("", Ct);
        documents.Select(document => (document.Key, document.Version, document.Body.Length))
            .ShouldBe([("a", version, 10_000), ("b/stays", new CatalogVersion(1), 100)]);
        documents[0].Body.Span[0].ShouldBe((byte)(999 % 256));
    }

    [Fact]
    public async Task What_lives_is_not_rewritten_while_it_is_a_fair_part_of_the_log()
    {
        await using var logs = new MemoryLogStore(TimeProvider.System);
        var catalog = await LogCatalogStore.OpenAsync(logs, Ct);
        for (var i = 0; i < 30; i++) await catalog.PutAsync($"{i}", new byte[100_000], CatalogVersion.None, Ct);
        logs.Open(ShardKey.Catalog).Bounds.ShouldBe(new LogBounds(LogSteps.At(0), LogSteps.At(30)));
    }

    [Fact]
    public async Task Documents_larger_together_than_one_append_are_rewritten_in_several()
    {
        await using var logs = new MemoryLogStore(TimeProvider.System);
        var catalog = await LogCatalogStore.OpenAsync(logs, Ct);
        for (var i = 0; i < 9; i++)
            await catalog.PutAsync($"{i}", LogSteps.Filled(1_000_000, (byte)i), CatalogVersion.None, Ct);
        var version = CatalogVersion.None;
        var log = logs.Open(ShardKey.Catalog);
        for (var i = 0; log.Bounds.First == LogSteps.At(0); i++)
        {
            i.ShouldBeLessThan(100);
            version = (await catalog.PutAsync("hot", LogSteps.Filled(1_000_000, 99), version, Ct)).ShouldNotBeNull();
        }

        (await SizeAsync(logs)).ShouldBeLessThan(10_010_000);
        var again = await LogCatalogStore.OpenAsync(logs, Ct);
        (await again.ListAsync("", Ct))
            .Select(document => (document.Key, document.Body.Span[0], document.Body.Span[^1]))
            .ShouldBe([.. Enumerable.Range(0, 9).Select(i => ($"{i}", (byte)i, (byte)i)), ("hot", (byte)99, (byte)99)]);
    }

    [Fact]
    public async Task Versions_go_on_when_no_document_and_no_record_of_the_highest_is_left()
    {
        await using var logs = new MemoryLogStore(TimeProvider.System);
        var catalog = await LogCatalogStore.OpenAsync(logs, Ct);
        var version = await catalog.PutAsync("a", new byte[600_000], CatalogVersion.None, Ct);
        version = await catalog.PutAsync("a", new byte[600_000], version!.Value, Ct);
        await catalog.DeleteAsync("a", version!.Value, Ct);
        (await SizeAsync(logs)).ShouldBeLessThan(100);

        var again = await LogCatalogStore.OpenAsync(logs, Ct);
        (await again.ListAsync("", Ct)).ShouldBeEmpty();
        (await again.PutAsync("b", default, CatalogVersion.None, Ct)).ShouldBe(new CatalogVersion(4));
    }

    [Fact]
    public async Task A_change_that_could_not_be_stored_has_not_happened()
    {
        var disk = new SimulatedDisk(seed: 1);
        var options = new SegmentLogOptions { Directory = "/simulated", SegmentSize = ByteSize.KiB(64) };
        await using var logs = await SegmentLogStore.OpenAsync(options, TimeProvider.System, disk);
        var catalog = await LogCatalogStore.OpenAsync(logs, Ct);
        var first = (await catalog.PutAsync("a", new byte[] { 1 }, CatalogVersion.None, Ct)).ShouldNotBeNull();

        disk.Capacity = disk.Used; // The room of one file, and less than what follows.
        (await LogSteps.FaultOf(async () => await catalog.PutAsync("a", new byte[100_000], first, Ct)))
            .ShouldBe(StorageFaultKind.Full);
        (await LogSteps.FaultOf(async () => await catalog.PutAsync("b", new byte[100_000], CatalogVersion.None, Ct)))
            .ShouldBe(StorageFaultKind.Full);
        var document = (await catalog.ListAsync("", Ct)).ShouldHaveSingleItem();
        (document.Key, document.Version, document.Body.Length).ShouldBe(("a", first, 1));

        disk.Capacity = long.MaxValue;
        var second = (await catalog.PutAsync("a", new byte[] { 1, 2 }, first, Ct)).ShouldNotBeNull();
        var again = await LogCatalogStore.OpenAsync(logs, Ct);
        document = (await again.ListAsync("", Ct)).ShouldHaveSingleItem();
        (document.Key, document.Version, document.Body.Length).ShouldBe(("a", second, 2));
    }

    private static async Task<long> SizeAsync(MemoryLogStore logs) =>
        (await logs.Open(ShardKey.Catalog).MeasureAsync(LogOffset.Zero, long.MaxValue, Ct)).DataBytes;
}
