using Hydrant.Core;
using Hydrant.Delivery.Configuration;
using Hydrant.Delivery.Tests.World;
using Hydrant.Storage;

namespace Hydrant.Delivery.Tests;

public sealed class DeliveryDirectoryTests
{
    private static readonly DestinationSettings Anywhere = new(FakeDestination.KindName, "{}"u8.ToArray());

    [Fact]
    public async Task A_new_delivery_stream_is_CREATING_for_its_time_and_then_ACTIVE()
    {
        await using var world = await DeliveryWorld.StartAsync(new DeliveryOptions { StateDelay = TimeSpan.FromSeconds(10) });
        var spec = new DeliveryStreamSpec("clicks", DeliveryStreamType.DirectPut, Anywhere);

        var stream = (await world.Deliveries.CreateAsync(DeliveryWorld.Tenant, spec, CancellationToken.None)).Value;

        stream.IsActive.ShouldBeFalse();
        (await world.Deliveries.DeleteAsync(stream, CancellationToken.None))!.Kind.ShouldBe(FaultKind.InUse);
        world.Clock.Advance(TimeSpan.FromSeconds(10));
        while (!stream.IsActive) await Task.Yield();
        stream.Now.Status.ShouldBe(DeliveryStreamStatus.Active);
    }

    [Fact]
    public async Task What_a_stop_interrupts_is_ended_at_the_next_start()
    {
        await using var world = await DeliveryWorld.StartAsync(new DeliveryOptions { StateDelay = TimeSpan.FromSeconds(10) });
        var spec = new DeliveryStreamSpec("clicks", DeliveryStreamType.DirectPut, Anywhere);
        await world.Deliveries.CreateAsync(DeliveryWorld.Tenant, spec, CancellationToken.None);

        await world.RestartAsync();
        var stream = world.Find("clicks");
        stream.IsActive.ShouldBeTrue();

        await world.Deliveries.DeleteAsync(stream, CancellationToken.None);
        await world.RestartAsync();
        world.Deliveries.Find(DeliveryWorld.Tenant, "clicks").Fault.Message
            .ShouldBe("Firehose clicks under account 000000000000 not found.");
    }

    [Fact]
    public async Task A_deleted_delivery_stream_drops_what_it_has_and_leaves_nothing_in_the_catalogue()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var stream = await world.CreateAsync("clicks");
        await DeliveryWorld.PutAsync(stream, "a");
        await world.NextDeliveryAsync();
        await DeliveryWorld.PutAsync(stream, "never delivered");

        (await world.Deliveries.DeleteAsync(stream, CancellationToken.None)).ShouldBeNull();
        while (world.Deliveries.Find(DeliveryWorld.Tenant, "clicks").Ok) await Task.Yield();
        world.Clock.Advance(TimeSpan.FromHours(1));

        world.Destination.Records.ShouldBe(["a"]);
        (await world.Catalog.ListAsync("deliver", CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_made_anew_starts_with_nothing()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var old = await world.CreateAsync("clicks");
        await DeliveryWorld.PutAsync(old, "old");
        await world.Deliveries.DeleteAsync(old, CancellationToken.None);
        while (world.Deliveries.Find(DeliveryWorld.Tenant, "clicks").Ok) await Task.Yield();

        await DeliveryWorld.PutAsync(await world.CreateAsync("clicks"), "new");
        await world.NextDeliveryAsync();

        world.Destination.Records.ShouldBe(["new"]);
    }

    [Fact]
    public async Task A_name_is_taken_once_for_each_tenant()
    {
        await using var world = await DeliveryWorld.StartAsync();
        await world.CreateAsync("clicks");
        var spec = new DeliveryStreamSpec("clicks", DeliveryStreamType.DirectPut, Anywhere);

        var again = await world.Deliveries.CreateAsync(DeliveryWorld.Tenant, spec, CancellationToken.None);
        var elsewhere = await world.Deliveries.CreateAsync(new Tenant("000000000000", "eu-west-1"), spec, CancellationToken.None);

        again.Fault.ShouldBe(Fault.InUse("Firehose clicks under accountId 000000000000 already exists"));
        elsewhere.Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task The_quota_names_those_that_are_there()
    {
        await using var world = await DeliveryWorld.StartAsync(new DeliveryOptions { MaxDeliveryStreams = 2, StateDelay = TimeSpan.Zero });
        await world.CreateAsync("b");
        await world.CreateAsync("a");

        world.Deliveries.RoomFor(DeliveryWorld.Tenant, "c").ShouldBe(Fault.LimitExceeded(
            "You have already consumed your firehose quota of 2 hoses. Firehose names: [a, b]"));
    }

    [Fact]
    public async Task A_source_that_is_not_there_is_refused()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var spec = new DeliveryStreamSpec("clicks", DeliveryStreamType.KinesisStreamAsSource, Anywhere)
        {
            KinesisSource = new KinesisSourceSettings("arn:aws:kinesis:us-east-1:000000000000:stream/none", "arn:r", null),
        };

        var created = await world.Deliveries.CreateAsync(DeliveryWorld.Tenant, spec, CancellationToken.None);

        created.Fault.Kind.ShouldBe(FaultKind.InvalidArgument);
    }

    [Fact]
    public async Task Encryption_settles_as_soon_as_the_disk_is_well()
    {
        await using var world = await DeliveryWorld.StartAsync(new DeliveryOptions { StateDelay = TimeSpan.FromSeconds(10) });
        var spec = new DeliveryStreamSpec("clicks", DeliveryStreamType.DirectPut, Anywhere);
        var stream = (await world.Deliveries.CreateAsync(DeliveryWorld.Tenant, spec, CancellationToken.None)).Value;
        world.Clock.Advance(TimeSpan.FromSeconds(10));
        while (!stream.IsActive) await Task.Yield();
        await world.Deliveries.EncryptAsync(stream, before => before.Start("arn:aws:kms:us-east-1:000000000000:key/k"), default);

        var catalog = (CrashingCatalog)world.Catalog;
        catalog.Fails = new StorageException(StorageFaultKind.Full, "The disk is full.");
        world.Clock.Advance(TimeSpan.FromSeconds(10));
        (await world.Events.Stopped).Message.ShouldBe("The disk is full.");
        stream.Now.Spec.Encryption.Status.ShouldBe(DeliveryEncryptionStatus.Enabling);
        catalog.Fails = null;
        await world.Clock.WaitForTimerAsync(world.Options.FirstRetry);
        world.Clock.Advance(world.Options.FirstRetry);
        while (stream.Now.Spec.Encryption.IsChanging) await Task.Yield();

        stream.Now.Spec.Encryption.ShouldBe(new DeliveryEncryption(
            DeliveryEncryptionStatus.Enabled, "arn:aws:kms:us-east-1:000000000000:key/k", IsApplied: true));
    }

    [Fact]
    public void Options_report_all_their_mistakes() =>
        new DeliveryOptions { ZeroInterval = TimeSpan.Zero, LastRetry = TimeSpan.Zero, MaxConcurrentDeliveries = 0 }
            .Mistakes().Count().ShouldBe(3);
}
