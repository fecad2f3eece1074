using System.Text;
using System.Text.Json.Nodes;
using Hydrant.Delivery;
using Hydrant.Streams.Quotas;
using Hydrant.Testing.Clock;

namespace Hydrant.Api.Tests.Firehose;

/// <summary>What a delivery stream takes in a second, seen from outside.</summary>
public sealed class DeliveryThrottleTests
{
    private const string SlowDown = "500 ServiceUnavailableException: Slow down.";
    private const string One = """{"DeliveryStreamName":"clicks","Record":{"Data":"YQ=="}}""";
    private static readonly DeliveryOptions Limited = new() { StateDelay = TimeSpan.Zero, Limits = LimitMode.Aws };
    private static readonly DeliveryOptions Free = new() { StateDelay = TimeSpan.Zero };
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("us-east-1", 5)]
    [InlineData("us-west-2", 5)]
    [InlineData("eu-west-1", 5)]
    [InlineData("eu-central-1", 1)]
    public async Task A_delivery_stream_takes_so_many_MiB_a_second_by_its_Region(string region, int mebibytes)
    {
        await using var world = await MadeAsync(Limited, region);
        var large = Put(512 * 1024);
        for (var i = 0; i < 2 * mebibytes; i++) await world.AskAsync("PutRecord", large);

        (await world.RefusedAsync("PutRecord", One)).ShouldBe(SlowDown);
        _clock.Advance(TimeSpan.FromSeconds(0.5 / mebibytes));

        await world.AskAsync("PutRecord", large);
        (await world.RefusedAsync("PutRecord", One)).ShouldBe(SlowDown);
    }

    [Fact]
    public async Task A_batch_is_refused_entry_by_entry_and_the_others_are_stored_in_their_order()
    {
        await using var world = await MadeAsync(Limited, "eu-central-1");
        var half = Data(512 * 1024);

        var answer = await world.AskAsync(
            "PutRecordBatch", Batch(Data("first"), half, half, Data("second"), half, Data("third")));

        answer["FailedPutCount"]!.GetValue<int>().ShouldBe(2);
        var entries = answer["RequestResponses"]!.AsArray();
        entries.Select(IsTaken).ShouldBe([true, true, false, true, false, true]);
        entries[2]!.ToJsonString().ShouldBe("""{"ErrorCode":"ServiceUnavailableException","ErrorMessage":"Slow down."}""");
        var stored = world.Deliveries.All.ShouldHaveSingleItem().IntakeRecords();
        stored.Select(record => record.Length > 10 ? "half" : record).ShouldBe(["first", "half", "second", "third"]);
        entries.Where(IsTaken).Select(entry => entry!["RecordId"]!.GetValue<string>()[^1]).ShouldBe(['0', '1', '2', '3']);
    }

    [Fact]
    public async Task A_batch_of_which_nothing_is_taken_is_answered_and_stores_nothing()
    {
        await using var world = await MadeAsync(Limited, "eu-central-1");
        for (var i = 0; i < 2; i++) await world.AskAsync("PutRecord", Put(512 * 1024));

        var answer = await world.AskAsync("PutRecordBatch", Batch(Data("a"), Data("b")));

        answer["FailedPutCount"]!.GetValue<int>().ShouldBe(2);
        answer["RequestResponses"]!.AsArray().Any(IsTaken).ShouldBeFalse();
        world.Deliveries.All.ShouldHaveSingleItem().IntakeRecords().Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("PutRecord", One)]
    [InlineData("PutRecordBatch", """{"DeliveryStreamName":"clicks","Records":[{"Data":"YQ=="}]}""")]
    public async Task So_many_requests_a_second_are_the_limit_of_both_operations_together(string operation, string body)
    {
        await using var world = await MadeAsync(Limited, "eu-central-1");
        for (var i = 0; i < 1000; i++) await world.AskAsync("PutRecord", One);

        (await world.RefusedAsync(operation, body)).ShouldBe(SlowDown);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await world.AskAsync(operation, body);
    }

    [Theory]
    [InlineData(LimitMode.Off, "aws", true)]
    [InlineData(LimitMode.Aws, "off", false)]
    [InlineData(LimitMode.Aws, "neither", true)]
    public async Task The_tag_of_a_delivery_stream_says_otherwise_as_soon_as_it_is_there(LimitMode server, string tag, bool isLimited)
    {
        await using var world = await MadeAsync(server == LimitMode.Aws ? Limited : Free, "eu-central-1");
        await world.AskAsync("TagDeliveryStream", $$"""{"DeliveryStreamName":"clicks","Tags":[{"Key":"hydrant:limits","Value":"{{tag}}"}]}""");
        await world.AskAsync("PutRecord", Put(512 * 1024));
        await world.AskAsync("PutRecord", Put(512 * 1024));

        var (status, _) = await world.CallAsync("PutRecord", One);

        status.ShouldBe(isLimited ? 500 : 200);
        await world.AskAsync("UntagDeliveryStream", """{"DeliveryStreamName":"clicks","TagKeys":["hydrant:limits"]}""");
        (status, _) = await world.CallAsync("PutRecord", Put(1_024_000));
        status.ShouldBe(server == LimitMode.Aws && isLimited ? 500 : 200);
    }

    [Fact]
    public async Task Each_control_operation_may_be_called_five_times_a_second_by_an_account()
    {
        await using var world = await MadeAsync(Limited, "eu-central-1");
        const string Refusal = "400 ThrottlingException: Rate exceeded for account 000000000000.";
        const string Clicks = """{"DeliveryStreamName":"clicks"}""";
        for (var i = 0; i < 5; i++) await world.AskAsync("DescribeDeliveryStream", Clicks);

        (await world.RefusedAsync("DescribeDeliveryStream", Clicks)).ShouldBe(Refusal);
        (await world.RefusedAsync("DescribeDeliveryStream", """{"DeliveryStreamName":"none"}""")).ShouldBe(Refusal);
        await world.AskAsync("ListDeliveryStreams", "{}");
        await world.AskAsync("PutRecord", One);
        world.Region = "eu-west-1";
        await world.AskAsync("ListDeliveryStreams", "{}");
        (await world.RefusedAsync("DescribeDeliveryStream", Clicks)).ShouldStartWith("400 ResourceNotFoundException");

        world.Region = "eu-central-1";
        _clock.Advance(TimeSpan.FromMilliseconds(200));
        await world.AskAsync("DescribeDeliveryStream", Clicks);
        (await world.RefusedAsync("DescribeDeliveryStream", Clicks)).ShouldBe(Refusal);
    }

    [Fact]
    public async Task Without_limits_nothing_is_counted()
    {
        await using var world = await MadeAsync(Free, "eu-central-1");

        for (var i = 0; i < 20; i++) await world.AskAsync("DescribeDeliveryStream", """{"DeliveryStreamName":"clicks"}""");
        for (var i = 0; i < 5; i++) await world.AskAsync("PutRecord", Put(1_024_000));
    }

    private async Task<FirehoseWorld> MadeAsync(DeliveryOptions options, string region)
    {
        var world = await FirehoseWorld.StartAsync(options, _clock);
        world.Region = region;
        await world.MakeAsync("clicks");
        return world;
    }

    private static bool IsTaken(JsonNode? entry) => entry!["RecordId"] is not null;

    private static string Put(int bytes) => $$$"""{"DeliveryStreamName":"clicks","Record":{"Data":"{{{Data(bytes)}}}"}}""";

    private static string Data(int bytes) => Convert.ToBase64String(new byte[bytes]);

    private static string Data(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Batch(params string[] data) =>
        "{\"DeliveryStreamName\":\"clicks\",\"Records\":[" + string.Join(',', data.Select(each => $$"""{"Data":"{{each}}"}""")) + "]}";
}
