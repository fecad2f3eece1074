using Hydrant.Delivery;
using Hydrant.Streams.Quotas;

namespace Hydrant.Api.Tests.Firehose;

/// <summary>Where limits are off, hints go beyond what the service takes.</summary>
public sealed class WideHintTests
{
    private const string Widest = ",\"BufferingHints\":{\"SizeInMBs\":5120,\"IntervalInSeconds\":86400}";
    private const string TooWide = ",\"BufferingHints\":{\"SizeInMBs\":5121,\"IntervalInSeconds\":86401}";
    private const string Path = "extendedS3DestinationConfiguration.bufferingHints.";

    [Theory]
    [InlineData(LimitMode.Off, "")]
    [InlineData(LimitMode.Aws, ",\"Tags\":[{\"Key\":\"hydrant:limits\",\"Value\":\"off\"}]")]
    public async Task A_buffer_may_hold_5_GiB_and_wait_a_day(LimitMode limits, string tags)
    {
        await using var world = await FirehoseWorld.StartAsync(Options(limits));

        await world.AskAsync("CreateDeliveryStream", Creation(Widest, tags));

        var described = await world.AskAsync("DescribeDeliveryStream", """{"DeliveryStreamName":"c"}""");
        described["DeliveryStreamDescription"]!["Destinations"]![0]!["ExtendedS3DestinationDescription"]!["BufferingHints"]!.ToJsonString()
            .ShouldBe("""{"SizeInMBs":5120,"IntervalInSeconds":86400}""");
        (await world.RefusedAsync("CreateDeliveryStream", Creation(TooWide, tags))).ShouldBe(TwoErrors(5120, 86_400));
    }

    [Theory]
    [InlineData(LimitMode.Aws, "")]
    [InlineData(LimitMode.Aws, ",\"Tags\":[{\"Key\":\"a\"}]")]
    [InlineData(LimitMode.Off, ",\"Tags\":[{\"Key\":\"hydrant:limits\",\"Value\":\"aws\"}]")]
    public async Task With_limits_the_hints_are_those_of_the_service(LimitMode limits, string tags)
    {
        await using var world = await FirehoseWorld.StartAsync(Options(limits));

        (await world.RefusedAsync("CreateDeliveryStream", Creation(Widest, tags))).ShouldBe(TwoErrors(128, 900));
        (await world.RefusedAsync("CreateDeliveryStream", Creation(Widest + ",\"CompressionFormat\":\"SNAPPY\"", tags))).ShouldBe(
            TwoErrors(128, 900).Replace("2 val", "3 val")
            + "; Value at 'extendedS3DestinationConfiguration.compressionFormat' failed to satisfy constraint: Member must satisfy "
            + "enum value set: [ZIP, HADOOP_SNAPPY, Snappy, GZIP, UNCOMPRESSED]");
        world.Deliveries.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_of_the_destination_goes_by_the_tag_of_the_delivery_stream()
    {
        await using var world = await FirehoseWorld.StartAsync(Options(LimitMode.Aws));
        await world.AskAsync("CreateDeliveryStream", Creation("", ",\"Tags\":[{\"Key\":\"hydrant:limits\",\"Value\":\"off\"}]"));
        while (world.Deliveries.All.Any(stream => !stream.IsActive)) await Task.Yield();

        await world.AskAsync("UpdateDestination", Update(1));
        await world.AskAsync("UntagDeliveryStream", """{"DeliveryStreamName":"c","TagKeys":["hydrant:limits"]}""");

        (await world.RefusedAsync("UpdateDestination", Update(2))).ShouldBe(
            TwoErrors(128, 900).Replace("DestinationConfiguration", "DestinationUpdate"));

        static string Update(int version) =>
            $"{{\"DeliveryStreamName\":\"c\",\"CurrentDeliveryStreamVersionId\":\"{version}\",\"DestinationId\":\"destinationId-000000000001\","
            + $"\"ExtendedS3DestinationUpdate\":{{{Widest[1..]}}}}}";
    }

    [Fact]
    public async Task The_throughput_hint_ends_at_a_hundred_only_with_limits()
    {
        const string Hint = ",\"DirectPutSourceConfiguration\":{\"ThroughputHintInMBs\":101}";
        await using var limited = await FirehoseWorld.StartAsync(Options(LimitMode.Aws));
        await using var free = await FirehoseWorld.StartAsync(Options(LimitMode.Off));

        (await limited.RefusedAsync("CreateDeliveryStream", Creation("", Hint))).ShouldBe(
            "400 ValidationException: 1 validation error detected: Value at 'directPutSourceConfiguration.throughputHintInMBs' failed to "
            + "satisfy constraint: Member must have value less than or equal to 100");
        await free.AskAsync("CreateDeliveryStream", Creation("", Hint));
    }

    private static DeliveryOptions Options(LimitMode limits) => new() { StateDelay = TimeSpan.Zero, Limits = limits };

    private static string Creation(string hints, string more) => FirehoseWorld.Creation("c", hints)[..^1] + more + "}";

    private static string TwoErrors(int size, int interval) =>
        $"400 ValidationException: 2 validation errors detected: Value at '{Path}sizeInMBs' failed to satisfy constraint: "
        + $"Member must have value less than or equal to {size}; Value at '{Path}intervalInSeconds' failed to satisfy constraint: "
        + $"Member must have value less than or equal to {interval}";
}
