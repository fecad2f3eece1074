using System.Text;
using System.Text.RegularExpressions;
using Hydrant.Delivery.Configuration;
using Hydrant.Destinations.S3;

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
}
