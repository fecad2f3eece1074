using Hydrant.Delivery;
using Hydrant.Streams.Quotas;
using Hydrant.Testing.Clock;

namespace Hydrant.Api.Tests.Firehose;

public sealed class DeliveryEncryptionTests
{
    private const string Clicks = """{"DeliveryStreamName":"clicks"}""";
    private const string KeyArn = "arn:aws:kms:us-east-1:000000000000:key/1234-abcd";
    private const string WithKey =
        "{\"DeliveryStreamName\":\"clicks\",\"DeliveryStreamEncryptionConfigurationInput\":{\"KeyType\":\"CUSTOMER_MANAGED_CMK\",\"KeyARN\":\""
        + KeyArn + "\"}}";

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Encryption_is_on_the_way_for_its_time_and_then_there()
    {
        await using var world = await StartAsync();

        (await EncryptionAsync(world)).ShouldBe("""{"Status":"DISABLED"}""");
        await world.AskAsync("StartDeliveryStreamEncryption", Clicks);
        (await EncryptionAsync(world)).ShouldBe("""{"KeyType":"AWS_OWNED_CMK","Status":"ENABLING"}""");
        await SettleAsync(world);
        (await EncryptionAsync(world)).ShouldBe("""{"KeyType":"AWS_OWNED_CMK","Status":"ENABLED"}""");

        await world.AskAsync("StopDeliveryStreamEncryption", Clicks);
        (await EncryptionAsync(world)).ShouldBe("""{"KeyType":"AWS_OWNED_CMK","Status":"DISABLING"}""");
        await SettleAsync(world);
        (await EncryptionAsync(world)).ShouldBe("""{"Status":"DISABLED"}""");
    }

    [Fact]
    public async Task Puts_say_whether_their_records_count_as_encrypted()
    {
        await using var world = await StartAsync();
        (await ArePutsEncryptedAsync(world)).ShouldBe((false, false));

        await world.AskAsync("StartDeliveryStreamEncryption", Clicks);
        (await ArePutsEncryptedAsync(world)).ShouldBe((false, false));
        await SettleAsync(world);
        (await ArePutsEncryptedAsync(world)).ShouldBe((true, true));

        await world.AskAsync("StartDeliveryStreamEncryption", WithKey);
        (await EncryptionAsync(world)).ShouldBe($$"""{"KeyARN":"{{KeyArn}}","KeyType":"CUSTOMER_MANAGED_CMK","Status":"ENABLING"}""");
        (await ArePutsEncryptedAsync(world)).ShouldBe((true, true));
        await SettleAsync(world);

        await world.AskAsync("StopDeliveryStreamEncryption", Clicks);
        (await ArePutsEncryptedAsync(world)).ShouldBe((true, true));
        await SettleAsync(world);
        (await ArePutsEncryptedAsync(world)).ShouldBe((false, false));
    }

    [Fact]
    public async Task What_is_on_the_way_cannot_be_changed()
    {
        await using var world = await StartAsync();
        await world.AskAsync("StartDeliveryStreamEncryption", Clicks);

        (await world.RefusedAsync("StopDeliveryStreamEncryption", Clicks)).ShouldBe(
            "400 ResourceInUseException: The encryption of Firehose clicks under accountId 000000000000 is in ENABLING state and cannot be changed.");
        await SettleAsync(world);
        await world.AskAsync("StopDeliveryStreamEncryption", Clicks);
        (await world.RefusedAsync("StartDeliveryStreamEncryption", Clicks)).ShouldBe(
            "400 ResourceInUseException: The encryption of Firehose clicks under accountId 000000000000 is in DISABLING state and cannot be changed.");
    }

    [Fact]
    public async Task Stopping_what_is_not_there_changes_nothing()
    {
        await using var world = await StartAsync();

        await world.AskAsync("StopDeliveryStreamEncryption", Clicks);

        (await EncryptionAsync(world)).ShouldBe("""{"Status":"DISABLED"}""");
    }

    [Theory]
    [InlineData("Start")]
    [InlineData("Stop")]
    public async Task What_a_stop_interrupts_is_ended_at_the_next_start(string change)
    {
        await using var world = await StartAsync();
        await world.AskAsync("StartDeliveryStreamEncryption", WithKey);
        if (change == "Stop")
        {
            await SettleAsync(world);
            await world.AskAsync("StopDeliveryStreamEncryption", Clicks);
        }

        await world.RestartAsync();

        (await EncryptionAsync(world)).ShouldBe(change == "Stop"
            ? """{"Status":"DISABLED"}"""
            : $$"""{"KeyARN":"{{KeyArn}}","KeyType":"CUSTOMER_MANAGED_CMK","Status":"ENABLED"}""");
        (await ArePutsEncryptedAsync(world)).ShouldBe((change == "Start", change == "Start"));
    }

    [Fact]
    public async Task A_delivery_stream_can_be_made_with_encryption()
    {
        await using var world = await FirehoseWorld.StartAsync();
        var body = FirehoseWorld.Creation("clicks")[..^1]
            + ",\"DeliveryStreamEncryptionConfigurationInput\":{\"KeyType\":\"CUSTOMER_MANAGED_CMK\",\"KeyARN\":\"" + KeyArn + "\"}}";

        await world.AskAsync("CreateDeliveryStream", body);
        while (world.Deliveries.All.Any(stream => !stream.IsActive)) await Task.Yield();

        (await EncryptionAsync(world)).ShouldBe($$"""{"KeyARN":"{{KeyArn}}","KeyType":"CUSTOMER_MANAGED_CMK","Status":"ENABLED"}""");
        (await ArePutsEncryptedAsync(world)).ShouldBe((true, true));
    }

    public static TheoryData<string, string> WrongInputs => new()
    {
        {
            "{\"KeyType\":\"CUSTOMER_MANAGED_CMK\"}",
            "400 InvalidArgumentException: KeyARN has to be specified when KeyType is CUSTOMER_MANAGED_CMK"
        },
        {
            "{\"KeyType\":\"AWS_OWNED_CMK\",\"KeyARN\":\"" + KeyArn + "\"}",
            "400 InvalidArgumentException: KeyARN cannot be specified when KeyType is AWS_OWNED_CMK"
        },
        {
            "{\"KeyType\":\"CUSTOMER_MANAGED_CMK\",\"KeyARN\":\"arn:aws:kms:eu-west-1:000000000000:key/k\"}",
            "400 InvalidArgumentException: Cross-region keys are not allowed for SSE. Please provide CMKs in the same region as firehose"
        },
        {
            "{\"KeyARN\":\"" + KeyArn + "\"}",
            "400 ValidationException: 1 validation error detected: Value at 'deliveryStreamEncryptionConfigurationInput.keyType' failed "
            + "to satisfy constraint: Member must not be null"
        },
        {
            "{\"KeyType\":\"MINE\"}",
            "400 ValidationException: 1 validation error detected: Value at 'deliveryStreamEncryptionConfigurationInput.keyType' failed "
            + "to satisfy constraint: Member must satisfy enum value set: [AWS_OWNED_CMK, CUSTOMER_MANAGED_CMK]"
        },
        {
            "{\"KeyType\":\"CUSTOMER_MANAGED_CMK\",\"KeyARN\":\"arn:aws:kms:us-east-1:000000000000:alias/a\"}",
            "400 ValidationException: 1 validation error detected: Value at 'deliveryStreamEncryptionConfigurationInput.keyARN' failed "
            + @"to satisfy constraint: Member must satisfy regular expression pattern: arn:.*:kms:[a-zA-Z0-9\-]+:\d{12}:key/[a-zA-Z_0-9+=,.@\-_/]+"
        },
    };

    [Theory]
    [MemberData(nameof(WrongInputs))]
    public async Task A_wrong_key_is_refused_at_the_start_and_at_the_creation(string input, string refusal)
    {
        await using var world = await FirehoseWorld.StartAsync();
        await world.MakeAsync("clicks");
        var member = $",\"DeliveryStreamEncryptionConfigurationInput\":{input}}}";

        (await world.RefusedAsync("StartDeliveryStreamEncryption", Clicks[..^1] + member)).ShouldBe(refusal);
        (await world.RefusedAsync("CreateDeliveryStream", FirehoseWorld.Creation("new")[..^1] + member)).ShouldBe(refusal);
        (await EncryptionAsync(world)).ShouldBe("""{"Status":"DISABLED"}""");
    }

    [Fact]
    public async Task Only_what_callers_put_can_be_encrypted()
    {
        const string Refusal = "400 InvalidArgumentException: Server side encryption from firehose is only allowed for direct put delivery "
            + "streams and database as a source delivery streams";
        await using var world = await FirehoseWorld.StartAsync();
        await world.MakeSourceAsync("in");
        var body = FirehoseWorld.Creation("clicks")[..^1]
            + ",\"DeliveryStreamType\":\"KinesisStreamAsSource\",\"KinesisStreamSourceConfiguration\":{\"KinesisStreamARN\":"
            + "\"arn:aws:kinesis:us-east-1:000000000000:stream/in\",\"RoleARN\":\"arn:aws:iam::000000000000:role/r\"}";
        (await world.RefusedAsync(
            "CreateDeliveryStream", body + ",\"DeliveryStreamEncryptionConfigurationInput\":{\"KeyType\":\"AWS_OWNED_CMK\"}}")).ShouldBe(Refusal);

        await world.AskAsync("CreateDeliveryStream", body + "}");
        while (world.Deliveries.All.Any(stream => !stream.IsActive)) await Task.Yield();

        (await world.RefusedAsync("StartDeliveryStreamEncryption", Clicks)).ShouldBe(Refusal);
        (await world.RefusedAsync("StopDeliveryStreamEncryption", Clicks)).ShouldBe(Refusal);
    }

    [Theory]
    [InlineData("StartDeliveryStreamEncryption")]
    [InlineData("StopDeliveryStreamEncryption")]
    public async Task A_delivery_stream_that_is_not_there_is_refused(string operation)
    {
        await using var world = await FirehoseWorld.StartAsync();

        (await world.RefusedAsync(operation, Clicks)).ShouldBe(
            "400 ResourceNotFoundException: Firehose clicks under account 000000000000 not found.");
    }

    [Fact]
    public async Task Twenty_five_changes_a_day_are_the_limit_across_a_restart()
    {
        var clock = new FakeTimeProvider(Noon);
        await using var world = await FirehoseWorld.StartAsync(
            new DeliveryOptions { StateDelay = TimeSpan.Zero, Limits = LimitMode.Aws }, clock);
        await world.MakeAsync("clicks");
        for (var i = 0; i < 25; i++)
        {
            await world.AskAsync(i % 2 == 0 ? "StartDeliveryStreamEncryption" : "StopDeliveryStreamEncryption", Clicks);
            while (Stream(world).Now.Spec.Encryption.IsChanging) await Task.Yield();
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        await world.RestartAsync();
        (await world.RefusedAsync("StopDeliveryStreamEncryption", Clicks)).ShouldBe(
            "400 LimitExceededException: The encryption of Firehose clicks under accountId 000000000000 was started or stopped 25 times in "
            + "24 hours and cannot be changed.");

        clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(24));
        await world.AskAsync("StopDeliveryStreamEncryption", Clicks);
    }

    private static async Task<FirehoseWorld> StartAsync()
    {
        var clock = new FakeTimeProvider(Noon);
        var world = await FirehoseWorld.StartAsync(new DeliveryOptions { StateDelay = TimeSpan.FromSeconds(10) }, clock);
        await world.AskAsync("CreateDeliveryStream", FirehoseWorld.Creation("clicks"));
        clock.Advance(TimeSpan.FromSeconds(10));
        while (!Stream(world).IsActive) await Task.Yield();
        return world;
    }

    private static async Task SettleAsync(FirehoseWorld world)
    {
        var clock = (FakeTimeProvider)world.Clock;
        clock.Advance(TimeSpan.FromSeconds(9));
        Stream(world).Now.Spec.Encryption.IsChanging.ShouldBeTrue();
        clock.Advance(TimeSpan.FromSeconds(1));
        while (Stream(world).Now.Spec.Encryption.IsChanging) await Task.Yield();
    }

    private static DeliveryStream Stream(FirehoseWorld world) => world.Deliveries.All.ShouldHaveSingleItem();

    private static async Task<string> EncryptionAsync(FirehoseWorld world) =>
        (await world.AskAsync("DescribeDeliveryStream", Clicks))["DeliveryStreamDescription"]!["DeliveryStreamEncryptionConfiguration"]!
            .ToJsonString();

    private static async Task<(bool One, bool Batch)> ArePutsEncryptedAsync(FirehoseWorld world)
    {
        var one = await world.AskAsync("PutRecord", """{"DeliveryStreamName":"clicks","Record":{"Data":"YQ=="}}""");
        var batch = await world.AskAsync("PutRecordBatch", """{"DeliveryStreamName":"clicks","Records":[{"Data":"YQ=="}]}""");
        return (one["Encrypted"]!.GetValue<bool>(), batch["Encrypted"]!.GetValue<bool>());
    }
}
