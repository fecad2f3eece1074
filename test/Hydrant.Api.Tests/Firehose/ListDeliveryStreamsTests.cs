namespace Hydrant.Api.Tests.Firehose;

public sealed class ListDeliveryStreamsTests
{
    [Theory]
    [InlineData("{}", "a,b,c", false)]
    [InlineData("""{"Limit":2}""", "a,b", true)]
    [InlineData("""{"Limit":2,"ExclusiveStartDeliveryStreamName":"a"}""", "b,c", false)]
    [InlineData("""{"DeliveryStreamType":"KinesisStreamAsSource"}""", "", false)]
    public async Task Names_come_in_order_and_in_pages(string request, string names, bool hasMore)
    {
        await using var world = await FirehoseWorld.StartAsync();
        foreach (var name in new[] { "b", "c", "a" }) await world.MakeAsync(name);

        var (_, answer) = await world.CallAsync("ListDeliveryStreams", request);

        string.Join(',', answer["DeliveryStreamNames"]!.AsArray().Select(name => name!.GetValue<string>())).ShouldBe(names);
        answer["HasMoreDeliveryStreams"]!.GetValue<bool>().ShouldBe(hasMore);
    }

    [Fact]
    public async Task Ten_names_are_the_default()
    {
        await using var world = await FirehoseWorld.StartAsync();
        for (var i = 0; i < 11; i++) await world.MakeAsync($"clicks-{i}");

        var (_, answer) = await world.CallAsync("ListDeliveryStreams", "{}");

        answer["DeliveryStreamNames"]!.AsArray().Count.ShouldBe(10);
        answer["HasMoreDeliveryStreams"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_deleted_delivery_stream_is_gone()
    {
        await using var world = await FirehoseWorld.StartAsync();
        await world.MakeAsync("clicks");

        var (status, answer) = await world.CallAsync("DeleteDeliveryStream", """{"DeliveryStreamName":"clicks"}""");
        while (world.Deliveries.All.Any()) await Task.Yield();

        (status, answer.ToJsonString()).ShouldBe((200, "{}"));
        var (missing, _) = await world.CallAsync("DescribeDeliveryStream", """{"DeliveryStreamName":"clicks"}""");
        missing.ShouldBe(400);
    }
}
