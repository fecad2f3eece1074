using System.Text;
using Hydrant.Core;
using Hydrant.Delivery.Delivering;
using Hydrant.Delivery.Staging;
using Hydrant.Destinations.S3;
using Hydrant.Formats.Compression;
using Hydrant.Storage;

namespace Hydrant.Destinations.Tests.S3;

public sealed class S3DeliveryTests
{
    private const string AnyUuid = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    private static readonly S3Options Soon = new()
    {
        RoleArn = "arn:aws:iam::000000000000:role/firehose",
        BucketArn = "arn:aws:s3:::lake",
        Prefix = "legacy/",
        BufferSeconds = 0,
    };

    [Fact]
    public async Task Records_put_become_one_object_of_their_bytes_without_separators()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var stream = await world.CreateAsync("clicks", Soon);

        await DeliveryWorld.PutAsync(stream, "abc", "def", "ghi");

        var plan = await world.Events.NextAsync();
        plan.Names[0].ShouldMatch($@"\Alegacy/\d{{4}}/\d\d/\d\d/\d\d/clicks-1-\d{{4}}(-\d\d){{5}}-{AnyUuid}\z");
        Encoding.UTF8.GetString(await world.ReadAsync("lake", plan.Names[0])).ShouldBe("abcdefghi");
    }

    [Fact]
    public async Task What_was_put_before_a_stop_is_delivered_after_the_start()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var stream = await world.CreateAsync("clicks", Soon with { BufferSeconds = 900 });
        await DeliveryWorld.PutAsync(stream, new string('x', 1000));

        await world.RestartAsync();
        var again = world.Deliveries.Find(DeliveryWorld.Tenant, "clicks").Value;
        for (var i = 0; i < 6; i++) await DeliveryWorld.PutAsync(again, new string('y', 1_000_000));

        var plan = await world.Events.NextAsync();
        var body = Encoding.UTF8.GetString(await world.ReadAsync("lake", plan.Names[0]));
        body.ShouldBe(new string('x', 1000) + new string('y', 6_000_000));
    }

    [Fact]
    public async Task The_extension_and_the_time_zone_are_those_of_the_settings()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var options = Soon with { FileExtension = ".ndjson", CustomTimeZone = "Asia/Kolkata" };
        var stream = await world.CreateAsync("clicks", options);

        await DeliveryWorld.PutAsync(stream, "{}");

        var plan = await world.Events.NextAsync();
        var there = DateTimeOffset.FromUnixTimeMilliseconds(plan.ArrivedAtMs).ToOffset(new TimeSpan(5, 30, 0));
        var (hour, second) = ($"{there:yyyy'/'MM'/'dd'/'HH}", $"{there:yyyy'-'MM'-'dd'-'HH'-'mm'-'ss}");
        plan.Names[0].ShouldMatch($@"\Alegacy/{hour}/clicks-1-{second}-{AnyUuid}\.ndjson\z");
    }

    [Fact]
    public async Task An_object_carries_type_and_encoding()
    {
        await using var world = await DeliveryWorld.StartAsync();
        foreach (var format in CompressionCatalog.All)
        {
            var stream = await world.CreateAsync($"clicks-{format.Name}", Soon with { Compression = format.Name });
            await DeliveryWorld.PutAsync(stream, "abc", "def");

            var plan = await world.Events.NextAsync();

            plan.Names[0].ShouldEndWith(format.Extension);
            var key = new ObjectKey("lake", plan.Names[0]);
            var info = (await world.Objects.FindAsync(key, CancellationToken.None)).ShouldNotBeNull();
            info.Metadata.ShouldBe(new ObjectMetadata("application/octet-stream", format.ContentEncoding));
        }
    }

    [Fact]
    public async Task A_plan_repeated_gives_the_same_object_to_the_byte()
    {
        await using var world = await DeliveryWorld.StartAsync();
        foreach (var format in CompressionCatalog.All)
        {
            var stream = await world.CreateAsync($"again-{format.Name}", Soon with { Compression = format.Name, BufferSeconds = 900 });
            var state = stream.Now;
            await DeliveryWorld.PutAsync(stream, "abc", new string('x', 100_000), "def");
            var log = stream.OwnLog;
            var extent = await log.MeasureAsync(LogOffset.Zero, 1, CancellationToken.None);
            var destination = new S3DestinationFactory(world.Services).Build(state).Destination;
            var plan = new DeliveryPlan(LogOffset.Zero, new LogOffset(3), extent.FirstArrivedAtMs, await destination.NameAsync(new Outgoing(extent, extent.FirstArrivedAtMs, Partition.None), default));

            await destination.DeliverAsync(new DeliveryBatch(plan, log), CancellationToken.None);
            var first = await world.ReadAsync("lake", plan.Names[0]);
            await destination.DeliverAsync(new DeliveryBatch(plan, log), CancellationToken.None);

            (await world.ReadAsync("lake", plan.Names[0])).ShouldBe(first);
        }
    }

    [Fact]
    public async Task A_repeated_plan_whose_records_expired_does_not_replace_the_object_that_has_them()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var stream = await world.CreateAsync("clicks", Soon with { BufferSeconds = 900 });
        await DeliveryWorld.PutAsync(stream, "a", "b", "c");
        var log = stream.OwnLog;
        var extent = await log.MeasureAsync(LogOffset.Zero, 100, CancellationToken.None);
        var destination = new S3DestinationFactory(world.Services).Build(stream.Now).Destination;
        var plan = new DeliveryPlan(extent.First, extent.End, extent.FirstArrivedAtMs, await destination.NameAsync(new Outgoing(extent, extent.FirstArrivedAtMs, Partition.None), default));
        await destination.DeliverAsync(new DeliveryBatch(plan, log), CancellationToken.None);

        await log.TrimAsync(new LogOffset(2), CancellationToken.None);
        var verdict = await destination.DeliverAsync(new DeliveryBatch(plan, log), CancellationToken.None);

        verdict.ShouldBe(DeliveryVerdict.Delivered);
        Encoding.UTF8.GetString(await world.ReadAsync("lake", plan.Names[0])).ShouldBe("abc");
    }
}
