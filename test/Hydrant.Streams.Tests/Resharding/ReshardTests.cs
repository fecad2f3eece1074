using System.Collections.Immutable;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Batches;
using Hydrant.Storage.Catalog;
using Hydrant.Storage.Memory;
using Hydrant.Streams.Resharding;
using Hydrant.Streams.Retention;
using Hydrant.Testing.Clock;

namespace Hydrant.Streams.Tests.Resharding;

public sealed class ReshardTests : IAsyncDisposable
{
    private static readonly Tenant Tenant = new("111122223333", "eu-central-1");
    private static readonly StreamName Name = StreamName.Parse("orders").Value;
    private static readonly ReshardRequest Split = new ReshardRequest.Split(new ShardId(0), new HashKey(1000));
    private readonly MemoryLogStore _logs = new(TimeProvider.System);

    [Fact]
    public async Task A_split_ends_the_parent_behind_its_last_record_and_opens_two_children()
    {
        using var streams = await OpenAsync(TimeSpan.Zero);
        var stream = await CreateAsync(streams);
        await AppendAsync(stream, 3);

        (await streams.ReshardAsync(stream, Split, default)).Value.Status.ShouldBe(StreamStatus.Updating);
        await UntilAsync(stream, now => now.State.Status == StreamStatus.Active);

        var now = stream.Now;
        now.Shards.Open.ToArray().Select(shard => shard.Id.Index).ShouldBe([1, 2]);
        now.Shards.Find(new ShardId(0))!.State.Closed!.End.ShouldBe(new LogOffset(3));
        now.Shards.ChildrenOf(new ShardId(0)).Select(shard => shard.Id.Index).ShouldBe([1, 2]);
        now.Shards.Open[now.Shards.IndexOf(new HashKey(999))].Id.Index.ShouldBe(1);
    }

    [Fact]
    public async Task Who_saw_the_stream_before_the_split_cannot_append_to_the_parent_any_more()
    {
        using var streams = await OpenAsync(TimeSpan.Zero);
        var stream = await CreateAsync(streams);
        var seen = stream.Now;
        await streams.ReshardAsync(stream, Split, default);
        await UntilAsync(stream, now => now.State.Status == StreamStatus.Active);

        using var record = Record();
        var refused = await Should.ThrowAsync<StorageException>(async () => await seen.Shards.Open[0].Log.AppendAsync(record, default));

        refused.Kind.ShouldBe(StorageFaultKind.Sealed);
        await stream.LeftAsync(seen, default); // It did leave, so this does not wait.
    }

    [Fact]
    public async Task A_split_that_a_stop_interrupted_is_carried_out_by_the_next_start()
    {
        using (var before = await OpenAsync(TimeSpan.Zero))
        {
            var stream = await CreateAsync(before);
            await AppendAsync(stream, 2);
        }

        using (var stopped = await OpenAsync(TimeSpan.FromHours(1)))
        {
            await stopped.ReshardAsync(stopped.Find(Tenant, Name).Value, Split, default);
        }

        using var after = await OpenAsync(TimeSpan.Zero);

        var now = after.Find(Tenant, Name).Value.Now;
        (now.State.Status, now.State.Resharding).ShouldBe((StreamStatus.Active, null));
        now.Shards.All.Select(shard => shard.State.IsOpen).ShouldBe([false, true, true]);
        now.Shards.All[0].State.Closed!.End.ShouldBe(new LogOffset(2));
    }

    [Fact]
    public async Task A_stream_is_resharded_by_one_at_a_time()
    {
        using var streams = await OpenAsync(TimeSpan.FromHours(1), active: true);
        var stream = streams.Find(Tenant, Name).Value;

        (await streams.ReshardAsync(stream, Split, default)).Ok.ShouldBeTrue();

        (await streams.ReshardAsync(stream, Split, default)).Fault.Message
            .ShouldBe("Stream orders under account 111122223333 not ACTIVE, instead in state UPDATING");
    }

    [Fact]
    public async Task A_closed_shard_goes_when_its_records_are_past_the_retention_and_its_children_stay()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        using var streams = await OpenAsync(TimeSpan.Zero, clock: clock);
        var stream = await CreateAsync(streams);
        await AppendAsync(stream, 3);
        await streams.ReshardAsync(stream, Split, default);
        await UntilAsync(stream, now => now.State.Status == StreamStatus.Active);
        var sweep = new RetentionSweep(streams, new StreamOptions(), clock);

        await sweep.SweepAsync(default);
        stream.Now.Shards.All.Length.ShouldBe(3);
        clock.Advance(TimeSpan.FromHours(25));
        await sweep.SweepAsync(default);

        stream.Now.Shards.All.Select(shard => shard.Id.Index).ShouldBe([1, 2]);
        stream.Now.State.Dropping.ShouldBeEmpty();
        stream.Now.State.NextShardIndex.ShouldBe(3);
    }

    public ValueTask DisposeAsync() => _logs.DisposeAsync();

    private static RecordBuffer Record()
    {
        var record = new RecordBuffer(bytes: 16, records: 1);
        record.Reserve("k"u8, 1)[0] = 1;
        record.Commit(1);
        return record;
    }

    private static async Task AppendAsync(LiveStream stream, int count)
    {
        using var record = Record();
        for (var i = 0; i < count; i++) await stream.Now.Shards.Open[0].Log.AppendAsync(record, default);
    }

    private static async Task<LiveStream> CreateAsync(StreamDirectory streams)
    {
        var spec = new StreamSpec(Name, 1, StreamMode.Provisioned, 1024, ImmutableSortedDictionary<string, string>.Empty);
        var stream = (await streams.CreateAsync(Tenant, spec, default)).Value;
        await UntilAsync(stream, now => now.State.Status == StreamStatus.Active);
        return stream;
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

    private async Task<StreamDirectory> OpenAsync(TimeSpan delay, bool active = false, TimeProvider? clock = null)
    {
        if (active)
        {
            using var before = await OpenAsync(TimeSpan.Zero);
            await CreateAsync(before);
        }

        var catalog = await LogCatalogStore.OpenAsync(_logs, default);
        var streams = new StreamDirectory(catalog, _logs, new StreamOptions { StateDelay = delay }, clock ?? TimeProvider.System);
        await streams.LoadAsync(default);
        return streams;
    }
}
