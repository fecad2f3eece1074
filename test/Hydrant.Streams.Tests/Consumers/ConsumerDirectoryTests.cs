using System.Collections.Immutable;
using System.Text;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Catalog;
using Hydrant.Storage.Memory;
using Hydrant.Streams.Consumers;
using Hydrant.Testing.Files;

namespace Hydrant.Streams.Tests.Consumers;

public sealed class ConsumerDirectoryTests
{
    private static readonly Tenant Tenant = new("111122223333", "eu-central-1");
    private static readonly StreamName Name = StreamName.Parse("orders").Value;
    private static readonly ImmutableSortedDictionary<string, string> Tags =
        ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal).Add("team", "lake");

    [Fact]
    public void The_first_version_of_the_document_is_read_and_written()
    {
        var golden = Golden.Read("consumer-document", "v1.json");

        var state = ConsumerDocument.Read(golden);

        ConsumerDocument.KeyOf(state).ShouldBe("consumers/7/billing");
        state.Arn.ToString().ShouldBe("arn:aws:kinesis:eu-central-1:111122223333:stream/orders/consumer/billing:1780000000");
        state.Tags["team"].ShouldBe("lake");
        Encoding.UTF8.GetString(ConsumerDocument.Write(state)).ShouldBe(Encoding.UTF8.GetString(golden));
    }

    [Fact]
    public async Task Consumers_are_there_again_after_a_start()
    {
        await using var logs = new MemoryLogStore(TimeProvider.System);
        string arn;
        using (var before = await OpenAsync(logs))
        {
            var consumer = (await before.Consumers.RegisterAsync(await before.StreamAsync(), "c", Tags, default)).Value;
            arn = consumer.Now.Arn.ToString();
        }

        using var after = await OpenAsync(logs);

        var found = after.Consumers.Find(await after.StreamAsync(), "c")!.Now;
        found.Arn.ToString().ShouldBe(arn);
        found.Status.ShouldBe(ConsumerStatus.Active);
        found.Tags["team"].ShouldBe("lake");
    }

    [Fact]
    public async Task A_start_ends_a_removal_that_a_stop_has_interrupted()
    {
        await using var logs = new MemoryLogStore(TimeProvider.System);
        using (var before = await OpenAsync(logs, delay: TimeSpan.FromHours(1)))
        {
            var consumer = (await before.Consumers.RegisterAsync(await before.StreamAsync(), "c", Tags, default)).Value;
            await before.Consumers.DeregisterAsync(consumer, default);
            consumer.Now.Status.ShouldBe(ConsumerStatus.Deleting);
        }

        using var after = await OpenAsync(logs);

        after.Consumers.Count(await after.StreamAsync()).ShouldBe(0);
        (await after.Catalog.ListAsync("consumers/", default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Consumers_go_with_their_stream_and_a_new_one_of_its_name_has_none()
    {
        await using var logs = new MemoryLogStore(TimeProvider.System);
        using var world = await OpenAsync(logs);
        var stream = await world.StreamAsync();
        await world.Consumers.RegisterAsync(stream, "c", Tags, default);

        await world.Streams.DeleteAsync(stream, default);
        while (world.Streams.Find(Tenant, Name).Ok) await Task.Yield();
        var again = await world.StreamAsync();

        world.Consumers.Count(again).ShouldBe(0);

        // The document goes first, and what is in memory follows it.
        var patience = TimeProvider.System.GetTimestamp();
        while ((await world.Catalog.ListAsync("consumers/", default)).Count > 0 || world.Consumers.Count(stream) > 0)
        {
            TimeProvider.System.GetElapsedTime(patience).ShouldBeLessThan(TimeSpan.FromSeconds(30));
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Of_many_registrations_of_one_name_one_succeeds()
    {
        await using var logs = new MemoryLogStore(TimeProvider.System);
        using var world = await OpenAsync(logs);
        var stream = await world.StreamAsync();

        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            Task.Run(async () => await world.Consumers.RegisterAsync(stream, "c", Tags, default))));

        all.Count(one => one.Ok).ShouldBe(1);
        all.First(one => !one.Ok).Fault.Message.ShouldBe("Consumer c under stream orders already exists for account 111122223333.");
    }

    [Fact]
    public async Task A_consumer_is_not_found_before_it_is_written_but_its_name_is_taken()
    {
        await using var logs = new MemoryLogStore(TimeProvider.System);
        using var world = await OpenAsync(logs);
        var stream = await world.StreamAsync();
        var slow = new HeldCatalog(world.Catalog);
        using var consumers = new ConsumerDirectory(slow, world.Streams, new StreamOptions(), TimeProvider.System);

        var registering = consumers.RegisterAsync(stream, "c", Tags, default).AsTask();

        consumers.Find(stream, "c").ShouldBeNull();
        consumers.List(stream, after: null).ShouldBeEmpty();
        (await consumers.RegisterAsync(stream, "c", Tags, default)).Ok.ShouldBeFalse();
        slow.Release();
        (await registering).Ok.ShouldBeTrue();
        await consumers.DeregisterAsync(consumers.Find(stream, "c").ShouldNotBeNull(), default);
    }

    private static async Task<World> OpenAsync(MemoryLogStore logs, TimeSpan delay = default)
    {
        var catalog = await LogCatalogStore.OpenAsync(logs, default);
        var streams = new StreamDirectory(catalog, logs, new StreamOptions { StateDelay = TimeSpan.Zero }, TimeProvider.System);
        await streams.LoadAsync(default);
        var consumers = new ConsumerDirectory(catalog, streams, new StreamOptions { StateDelay = delay }, TimeProvider.System);
        await consumers.LoadAsync(default);
        return new World(catalog, streams, consumers);
    }

    private sealed record World(LogCatalogStore Catalog, StreamDirectory Streams, ConsumerDirectory Consumers) : IDisposable
    {
        public async Task<LiveStream> StreamAsync()
        {
            if (Streams.Find(Tenant, Name) is { Ok: true } found) return found.Value;
            var spec = new StreamSpec(Name, 1, StreamMode.Provisioned, 1024, ImmutableSortedDictionary<string, string>.Empty);
            var made = (await Streams.CreateAsync(Tenant, spec, default)).Value;
            while (made.Now.State.Status != StreamStatus.Active) await Task.Yield();
            return made;
        }

        public void Dispose()
        {
            Consumers.Dispose();
            Streams.Dispose();
        }
    }

    /// <summary>Writes nothing until it is told to.</summary>
    private sealed class HeldCatalog(ICatalogStore inner) : ICatalogStore
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => _released.SetResult();

        public ValueTask<CatalogDocument?> GetAsync(string key, CancellationToken ct) => inner.GetAsync(key, ct);

        public ValueTask<IReadOnlyList<CatalogDocument>> ListAsync(string prefix, CancellationToken ct) => inner.ListAsync(prefix, ct);

        public async ValueTask<CatalogVersion?> PutAsync(
            string key, ReadOnlyMemory<byte> body, CatalogVersion expected, CancellationToken ct)
        {
            await _released.Task;
            return await inner.PutAsync(key, body, expected, ct);
        }

        public ValueTask<bool> DeleteAsync(string key, CatalogVersion expected, CancellationToken ct) =>
            inner.DeleteAsync(key, expected, ct);
    }
}
