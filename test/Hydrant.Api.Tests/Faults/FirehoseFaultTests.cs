using Hydrant.Api.Faults;
using Hydrant.Api.Tests.Firehose;

namespace Hydrant.Api.Tests.Faults;

/// <summary>What rules do to calls of delivery streams.</summary>
public sealed class FirehoseFaultTests
{
    private const string Put = """{"DeliveryStreamName":"clicks","Record":{"Data":""}}""";

    [Theory]
    [InlineData(1, 0, 500, "ServiceUnavailableException", "Slow down.")]
    [InlineData(0, 1, 500, "InternalFailure", "Internal service failure.")]
    public async Task Puts_to_a_delivery_stream_fail_in_its_own_words(
        double throttle, double error, int status, string type, string message)
    {
        await using var world = await FirehoseWorld.StartAsync();
        await world.MakeAsync("clicks");
        await world.MakeAsync("other");
        world.Faults.Set(new FaultPlan(1, [new FaultRule { Stream = "clicks", Operation = "PutRecord", Throttle = throttle, InternalError = error }]));

        var (found, answer) = await world.CallAsync("PutRecord", Put);

        found.ShouldBe(status);
        answer["__type"]!.GetValue<string>().ShouldBe(type);
        answer["message"]!.GetValue<string>().ShouldBe(message);
        (await world.CallAsync("PutRecord", Put.Replace("clicks", "other", StringComparison.Ordinal))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Other_operations_are_throttled_as_calls_too_many()
    {
        await using var world = await FirehoseWorld.StartAsync();
        world.Faults.Set(new FaultPlan(1, [new FaultRule { Service = "firehose", Throttle = 1 }]));

        var (status, answer) = await world.CallAsync("ListDeliveryStreams", "{}");

        (status, answer["__type"]!.GetValue<string>()).ShouldBe((400, "ThrottlingException"));
    }
}
