using System.Collections.Immutable;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Catalog;
using Hydrant.Storage.Memory;
using Hydrant.Streams;
using Hydrant.Testing.Clock;

namespace Hydrant.Streams.Tests;

public sealed class StreamDirectoryTests
{
    private static readonly Tenant Tenant = new("111122223333", "eu-central-1");
    private static readonly StreamOptions Fast = new() { StateDelay = TimeSpan.Zero };
    private static readonly StreamName Name = StreamName.Parse("orders").Value;

    [Fact]
    public async Task A_stream_is_made_and_becomes_active_by_itself()
    {
        await using var logs = new MemoryLogStore(TimeProvider.System);
        using var streams = await OpenAsync(logs);

        var stream = (await streams.CreateAsync(Tenant, Spec(3), default)).Value;
        await UntilAsync(stream, now => now.State.Status == StreamStatus.Active);

        streams.Find(Tenant, Name).Value.ShouldBe(stream);
        stream.Now.Shards.Open.Length.ShouldBe(3);
        stream.Now.State.Arn.ToString().ShouldBe("arn:aws:kinesis:eu-central-1:111122223333:stream/orders");
    }

    [Fact]
    public async Task A_name_is_taken_in_its_own_account_and_Region_only()
    {
        await using var logs = new MemoryLogStore(TimeProvider.System);
        using var streams = await OpenAsync(logs);
        await streams.CreateAsync(Tenant, Spec(1), default);

        (await streams.CreateAsync(Tenant, Spec(1), default)).Fault.Message
            .ShouldBe("Stream orders under account 111122223333 already exists.");
        (await streams.CreateAsync(Tenant with { Region = "us-east-1" }, Spec(1), default)).Ok.ShouldBeTrue();
        (await streams.CreateAsync(Tenant with { Account = "999988887777" }, Spec(1), default)).Ok.ShouldBeTrue();
        streams.List(Tenant, after: null).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Streams_are_there_again_after_a_start_with_the_same_logs()
    {
        await using var logs = new MemoryLogStore(TimeProvider.System);
        uint log;
        using (var before = await OpenAsync(logs))
        {
            var made = (await before.CreateAsync(Tenant, Spec(2), default)).Value;
            log = made.Now.State.Log;
        }

        using var after = await OpenAsync(logs);

        var now = after.Find(Tenant, Name).Value.Now;
        now.State.Log.ShouldBe(log);
        now.State.Status.ShouldBe(StreamStatus.Active);
        now.State.Tags["team"].ShouldBe("lake");
        after.FindByLog(log).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_deleted_stream_vanishes_and_its_name_is_free_with_another_log()
    {
        await using var logs = new MemoryLogStore(TimeProvider.System);
        using var streams = await OpenAsync(logs);
        var stream = (await streams.CreateAsync(Tenant, Spec(1), default)).Value;
        await UntilAsync(stream, now => now.State.Status == StreamStatus.Active);

        (await streams.DeleteAsync(stream, default)).ShouldBeNull();
        await UntilAsync(stream, now => now.IsGone);
        var again = (await streams.CreateAsync(Tenant, Spec(1), default)).Value;

        again.Now.State.Log.ShouldBeGreaterThan(stream.Now.State.Log);
        streams.FindByLog(stream.Now.State.Log).ShouldBeNull();
    }

    [Fact]
    public async Task A_stream_deleted_twice_does_not_take_its_successor_along()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var logs = new MemoryLogStore(clock);
        var slow = new StreamOptions { StateDelay = TimeSpan.FromSeconds(5) };
        using var streams = new StreamDirectory(await LogCatalogStore.OpenAsync(logs, default), logs, slow, clock);
        var first = (await streams.CreateAsync(Tenant, Spec(1), default)).Value;
        clock.Advance(TimeSpan.FromSeconds(5));
        await UntilAsync(first, now => now.State.Status == StreamStatus.Active);

        await streams.DeleteAsync(first, default);
        clock.Advance(TimeSpan.FromSeconds(2));
        (await streams.DeleteAsync(first, default)).ShouldBeNull();
        clock.Advance(TimeSpan.FromSeconds(3));
        await UntilAsync(first, now => now.IsGone);
        var second = (await streams.CreateAsync(Tenant, Spec(1), default)).Value;
        clock.Advance(TimeSpan.FromSeconds(5));
        await UntilAsync(second, now => now.State.Status == StreamStatus.Active);

        streams.Find(Tenant, Name).Value.ShouldBe(second);
    }

    [Fact]
    public async Task The_limit_of_shards_holds_for_all_streams_of_a_tenant_together()
    {
        await using var logs = new MemoryLogStore(TimeProvider.System);
        using var streams = await OpenAsync(logs, Fast with { MaxShardsPerTenant = 3 });
        await streams.CreateAsync(Tenant, Spec(2), default);

        var refused = await streams.CreateAsync(Tenant, Spec(2) with { Name = StreamName.Parse("more").Value }, default);

        refused.Fault.Kind.ShouldBe(FaultKind.LimitExceeded);
        refused.Fault.Message.ShouldStartWith("This request would exceed the shard limit for the account 111122223333 in eu-central-1. Current shard count for the account: 2. Limit: 3.");
    }

    private static StreamSpec Spec(int shards) => new(
        Name, shards, StreamMode.Provisioned, 1024, ImmutableSortedDictionary<string, string>.Empty.Add("team", "lake"));

    private static async Task<StreamDirectory> OpenAsync(ILogStore logs, StreamOptions? options = null)
    {
        var catalog = await LogCatalogStore.OpenAsync(logs, default);
        var streams = new StreamDirectory(catalog, logs, options ?? Fast, TimeProvider.System);
        await streams.LoadAsync(default);
        return streams;
    }

    private static async Task UntilAsync(LiveStream stream, Func<LiveStream.Moment, bool> isSo)
    {
        while (true)
        {
            var changed = stream.Changed;
            if (isSo(stream.Now)) return;
            await changed.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }
}
