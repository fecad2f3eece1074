using Hydrant.Testing.Clock;

namespace Hydrant.Api.Tests;

/// <summary>What only time, or another account, makes wrong.</summary>
public sealed class KinesisErrorTests
{
    [Fact]
    public async Task An_iterator_lives_five_minutes()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 22, 1, 22, 2, TimeSpan.Zero));
        await using var world = await ApiWorld.OpenAsync(clock: clock);
        await world.CreateAsync("there", 1);
        var iterator = await world.AskAsync("GetShardIterator", """{"StreamName":"there","ShardId":"0","ShardIteratorType":"LATEST"}""");
        var request = $$"""{"ShardIterator":"{{iterator["ShardIterator"]}}"}""";

        clock.Advance(TimeSpan.FromSeconds(300));
        (await world.CallAsync("GetRecords", request)).Status.ShouldBe(200);
        clock.Advance(TimeSpan.FromMilliseconds(1000));

        (await world.CallAsync("GetRecords", request)).Body.ShouldBe(
            """{"__type":"ExpiredIteratorException","message":"Iterator expired. The iterator was created at time Thu Jan 22 01:22:02 UTC 2026 while right now it is Thu Jan 22 01:27:03 UTC 2026 which is further in the future than the tolerated delay of 300000 milliseconds."}""");
    }

    [Fact]
    public async Task A_stream_of_another_account_or_Region_is_not_seen()
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.CreateAsync("there", 1);

        var (_, body) = await world.SendAsync(context =>
        {
            context.Request.Headers["X-Amz-Target"] = "Kinesis_20131202.ListStreams";
            context.Request.ContentType = "application/x-amz-json-1.1";
            context.Request.Headers.Authorization = "AWS4-HMAC-SHA256 Credential=999988887777/20260101/us-east-1/kinesis/aws4_request, SignedHeaders=host, Signature=0";
            context.Request.Body = new MemoryStream("{}"u8.ToArray());
        });

        body.ShouldBe("""{"StreamNames":[],"HasMoreStreams":false,"StreamSummaries":[]}""");
    }
}
