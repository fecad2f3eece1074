using System.Collections.Immutable;
using Hydrant.Core;
using Hydrant.Delivery.Tests.World;
using Hydrant.Streams;
using Hydrant.Streams.Shards;

namespace Hydrant.Delivery.Tests.Sources;

public sealed class StreamFollowerTests
{
    private const string Arn = "arn:aws:kinesis:us-east-1:000000000000:stream/in";

    [Fact]
    public async Task A_stream_is_read_from_what_comes_after_the_delivery_stream_was_made()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var source = await MakeStreamAsync(world, shards: 2);
        await PutAsync(source, shard: 0, "before");
        var stream = await world.CreateAsync("clicks", Arn);

        await PutAsync(source, shard: 0, "after 0");
        await PutAsync(source, shard: 1, "after 1");
        await world.NextDeliveryAsync();
        await world.NextDeliveryAsync();

        world.Destination.Records.Order().ShouldBe(["after 0", "after 1"]);
        stream.Now.Spec.KinesisSource!.StartedAtMs.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_backup_begins_where_the_delivery_does()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var backup = new FakeDestination();
        world.Destination.Backup = backup;
        var source = await MakeStreamAsync(world, shards: 1);
        await PutAsync(source, shard: 0, "before");
        await world.CreateAsync("clicks", Arn);

        await PutAsync(source, shard: 0, "after");
        await world.NextDeliveryAsync();
        await world.NextDeliveryAsync();

        backup.Records.ShouldBe(["after"]);
    }

    [Fact]
    public async Task Latest_is_the_moment_of_creation_also_after_a_restart()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var source = await MakeStreamAsync(world, shards: 1);
        await PutAsync(source, shard: 0, "before");
        await world.CreateAsync("clicks", Arn);
        await PutAsync(source, shard: 0, "after");

        await world.RestartAsync();
        await world.NextDeliveryAsync();

        world.Destination.Records.ShouldBe(["after"]);
    }

    [Fact]
    public async Task A_shard_that_appears_later_is_read_from_its_first_record()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var source = await MakeStreamAsync(world, shards: 1);
        await world.CreateAsync("clicks", Arn);

        await AddShardAsync(world, source);
        await PutAsync(source, shard: 1, "first of the new one");
        await world.NextDeliveryAsync();

        world.Destination.Records.ShouldBe(["first of the new one"]);
    }

    [Fact]
    public async Task A_shard_that_expired_is_forgotten_without_a_word()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var source = await MakeStreamAsync(world, shards: 1);
        var stream = await world.CreateAsync("clicks", Arn);
        await AddShardAsync(world, source);
        await PutAsync(source, shard: 0, "a");
        await world.NextDeliveryAsync();
        var expired = source.Now.Shards.All[0].Log.Key;

        await world.Streams.ChangeAsync(
            source, state => state with { Shards = [state.Shards[1] with { Range = HashKeyRange.Whole }] }, CancellationToken.None);
        await world.Logs.DropAsync(expired, CancellationToken.None);
        while (stream.Progress.Count > 2 || (await world.Catalog.ListAsync("delivery/", CancellationToken.None)).Count > 0) await Task.Yield();
        await PutAsync(source, shard: 0, "b");
        await world.NextDeliveryAsync();

        world.Destination.Records.ShouldBe(["a", "b"]);
        world.Events.Stopped.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Records_of_the_stream_stay_in_it_after_they_were_delivered()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var source = await MakeStreamAsync(world, shards: 1);
        await world.CreateAsync("clicks", Arn);

        await PutAsync(source, shard: 0, "a");
        await world.NextDeliveryAsync();
        await PutAsync(source, shard: 0, "b");
        await world.NextDeliveryAsync();

        source.Now.Shards.All[0].Log.Bounds.First.ShouldBe(LogOffset.Zero);
    }

    [Fact]
    public async Task Records_that_expire_before_they_are_delivered_are_told_of_and_the_rest_is_delivered()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var source = await MakeStreamAsync(world, shards: 1);
        await world.CreateAsync("clicks", Arn);
        await PutAsync(source, shard: 0, "a", "b", "c");

        await source.Now.Shards.All[0].Log.TrimAsync(new LogOffset(2), CancellationToken.None);
        await world.NextDeliveryAsync();

        world.Destination.Records.ShouldBe(["c"]);
        world.Events.Expired.ShouldBe(2);
    }

    private static async Task<LiveStream> MakeStreamAsync(DeliveryWorld world, int shards)
    {
        var name = StreamName.Parse("in").Value;
        var tags = ImmutableSortedDictionary<string, string>.Empty;
        var spec = new StreamSpec(name, shards, StreamMode.Provisioned, KinesisLimits.DefaultMaxRecordKiB, tags);
        var stream = (await world.Streams.CreateAsync(DeliveryWorld.Tenant, spec, CancellationToken.None)).Value;
        while (!stream.Now.IsUsable) await Task.Yield();
        return stream;
    }

    // What a split does to the map, as far as a reader of all shards can tell.
    private static async Task AddShardAsync(DeliveryWorld world, LiveStream stream)
    {
        var half = HashKeyRange.Even(2);
        await world.Streams.ChangeAsync(
            stream,
            state => state with
            {
                Shards = [state.Shards[0] with { Range = half[0] }, new ShardState(new ShardId(1), half[1], 0)],
            },
            CancellationToken.None);
    }

    private static async Task PutAsync(LiveStream stream, int shard, params string[] records)
    {
        using var buffer = DeliveryWorld.Buffer(records);
        await stream.Now.Shards.All[shard].Log.AppendAsync(buffer, CancellationToken.None);
    }
}
