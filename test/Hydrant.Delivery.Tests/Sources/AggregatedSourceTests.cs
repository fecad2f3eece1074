using System.Collections.Immutable;
using System.Text;
using Hydrant.Aggregation.Tests;
using Hydrant.Core;
using Hydrant.Delivery.Sources;
using Hydrant.Delivery.Tests.World;
using Hydrant.Storage.Batches;
using Hydrant.Streams;

namespace Hydrant.Delivery.Tests.Sources;

/// <summary>Records that hold many, from a Kinesis stream to a destination.</summary>
public sealed class AggregatedSourceTests
{
    private const string Arn = "arn:aws:kinesis:us-east-1:000000000000:stream/in";

    [Fact]
    public async Task Aggregates_of_a_stream_are_opened_in_their_place_and_damaged_ones_delivered_as_they_are()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var source = await MakeStreamAsync(world);
        await world.CreateAsync("clicks", Arn);
        var damaged = Pack("x", "y");
        damaged[^1] ^= 1;

        await PutAsync(source, "plain"u8.ToArray(), Pack("a", "b", ""), Pack(), damaged, Pack("c"));
        await world.NextDeliveryAsync();

        world.Destination.Records.ShouldBe(["plain", "a", "b", "", Encoding.UTF8.GetString(damaged), "c"]);
    }

    [Fact]
    public async Task What_is_put_directly_is_delivered_as_it_came()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var stream = await world.CreateAsync("clicks");
        var packed = Pack("a", "b");
        using var buffer = new RecordBuffer();
        buffer.Add("key"u8, packed);

        await stream.Intake!.PutAsync(buffer, default);
        await world.NextDeliveryAsync();

        world.Destination.Records.ShouldBe([Encoding.UTF8.GetString(packed)]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task A_crash_at_any_moment_leaves_every_aggregate_whole_and_delivered_once(int moment)
    {
        await using var world = await DeliveryWorld.StartAsync();
        var source = await MakeStreamAsync(world);
        await world.CreateAsync("clicks", Arn);
        var inner = Enumerable.Range(0, 30).Select(i => $"{i}-{new string('x', 100_000)}").ToArray();
        world.Crash.Arm(moment);

        await PutAsync(source, [.. inner.Chunk(5).Select(each => Pack(each))]); // 3 MB where a buffer is full at one.
        await RunUntilAsync(world, world.Crash.Reached);
        await world.RestartAsync();
        while (world.Destination.Records.Count() < inner.Length) await world.NextDeliveryAsync();

        world.Destination.Records.ShouldBe(inner);
        world.Destination.Changed.ShouldBeEmpty();
        world.Destination.Files.Count.ShouldBeGreaterThan(1);
        world.Destination.Files.Values.ShouldAllBe(file => file.Length % 5 == 0);
    }

    [Fact]
    public async Task Inner_records_keep_their_keys_and_say_which_they_are()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var source = await MakeStreamAsync(world);
        await PutAsync(source, "plain"u8.ToArray(), Pack("a", "b"), "beyond"u8.ToArray());
        using var page = await source.Now.Shards.All[0].Log.ReadAsync(LogOffset.Zero, new(10, 1024 * 1024), default);
        var seen = new List<string>();

        foreach (var record in new SourceRecords(page, new LogOffset(2), RecordForm.Aggregated))
            seen.Add($"{record.Offset.Value}/{record.SubSequenceNumber} {Encoding.UTF8.GetString(record.Key)}={Encoding.UTF8.GetString(record.Data)}");

        seen.ShouldBe(["0/-1 key=plain", "1/0 inner=a", "1/1 inner=b"]);
    }

    private static byte[] Pack(params string[] records)
    {
        var writer = new AggregateWriter().Key("inner");
        foreach (var record in records) writer.Record(0, Encoding.UTF8.GetBytes(record));
        return writer.Seal();
    }

    private static async Task<LiveStream> MakeStreamAsync(DeliveryWorld world)
    {
        var spec = new StreamSpec(
            StreamName.Parse("in").Value, 1, StreamMode.Provisioned, KinesisLimits.DefaultMaxRecordKiB,
            ImmutableSortedDictionary<string, string>.Empty);
        var stream = (await world.Streams.CreateAsync(DeliveryWorld.Tenant, spec, CancellationToken.None)).Value;
        while (!stream.Now.IsUsable) await Task.Yield();
        return stream;
    }

    private static async Task PutAsync(LiveStream stream, params byte[][] records)
    {
        using var buffer = new RecordBuffer();
        foreach (var record in records) buffer.Add("key"u8, record);
        await stream.Now.Shards.All[0].Log.AppendAsync(buffer, CancellationToken.None);
    }

    private static async Task RunUntilAsync(DeliveryWorld world, Task end)
    {
        while (!end.IsCompleted)
        {
            await Task.WhenAny(end, world.Clock.WaitForTimerAsync(TimeSpan.FromHours(1)));
            if (!end.IsCompleted && world.Clock.NextDue is { } due) world.Clock.Advance(due - world.Clock.GetUtcNow());
        }
    }
}
