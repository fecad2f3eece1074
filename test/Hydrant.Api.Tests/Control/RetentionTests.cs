using Hydrant.Api.Tests.Protocols;
using Hydrant.Testing.Clock;

namespace Hydrant.Api.Tests.Control;

public sealed class RetentionTests
{
    [Theory]
    [InlineData(Protocol.Json)]
    [InlineData(Protocol.Cbor)]
    public async Task The_retention_goes_up_and_down_and_survives_a_restart(Protocol protocol)
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.CreateAsync("there", 2);

        await world.OkAsync("IncreaseStreamRetentionPeriod", $$"""{"StreamARN":"{{ControlCase.Arn}}","RetentionPeriodHours":8760}""", protocol);
        (await world.SummaryAsync())["RetentionPeriodHours"]!.GetValue<int>().ShouldBe(8760);
        await world.OkAsync("DecreaseStreamRetentionPeriod", """{"StreamName":"there","RetentionPeriodHours":100}""", protocol);
        await world.OkAsync("DecreaseStreamRetentionPeriod", """{"StreamName":"there","RetentionPeriodHours":100}""", protocol);
        await world.RestartAsync();

        var summary = await world.SummaryAsync();
        (summary["RetentionPeriodHours"]!.GetValue<int>(), summary["StreamStatus"]!.GetValue<string>()).ShouldBe((100, "ACTIVE"));
    }

    [Fact]
    public async Task A_shorter_retention_takes_older_records_away_at_once()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch + TimeSpan.FromDays(20_000));
        await using var world = await ApiWorld.OpenAsync(clock: clock);
        await CreateAsync(world, clock);
        await SettleAsync(world, clock, "IncreaseStreamRetentionPeriod", 72);
        await PutAsync(world, "old");
        clock.Advance(TimeSpan.FromHours(40));
        await PutAsync(world, "new");
        (await ReadAsync(world)).ShouldBe(["old", "new"]);

        await SettleAsync(world, clock, "DecreaseStreamRetentionPeriod", 30);

        (await ReadAsync(world)).ShouldBe(["new"]);
    }

    [Fact]
    public async Task A_longer_retention_does_not_bring_expired_records_back()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch + TimeSpan.FromDays(20_000));
        await using var world = await ApiWorld.OpenAsync(clock: clock);
        await CreateAsync(world, clock);
        await PutAsync(world, "old");
        clock.Advance(TimeSpan.FromHours(25)); // No sweep runs here, so that the record is still in the log.
        await PutAsync(world, "new");

        await SettleAsync(world, clock, "IncreaseStreamRetentionPeriod", 100);

        (await ReadAsync(world)).ShouldBe(["new"]);
    }

    private static async Task CreateAsync(ApiWorld world, FakeTimeProvider clock)
    {
        (await world.CallAsync("CreateStream", """{"StreamName":"there","ShardCount":1}""")).Status.ShouldBe(200);
        await ActiveAsync(world, clock);
    }

    private static async Task SettleAsync(ApiWorld world, FakeTimeProvider clock, string operation, int hours)
    {
        var answer = await world.CallAsync(operation, $$"""{"StreamName":"there","RetentionPeriodHours":{{hours}}}""");
        answer.ShouldBe((200, ""));
        await ActiveAsync(world, clock);
    }

    private static async Task ActiveAsync(ApiWorld world, FakeTimeProvider clock)
    {
        while ((await world.SummaryAsync())["StreamStatus"]!.GetValue<string>() != "ACTIVE")
        {
            clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }
    }

    private static async Task PutAsync(ApiWorld world, string text)
    {
        var data = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));
        (await world.CallAsync("PutRecord", $$"""{"StreamName":"there","PartitionKey":"k","Data":"{{data}}"}""")).Status.ShouldBe(200);
    }

    private static async Task<string[]> ReadAsync(ApiWorld world)
    {
        var (_, place) = await world.CallAsync(
            Protocol.Cbor, "GetShardIterator", """{"StreamName":"there","ShardId":"0","ShardIteratorType":"TRIM_HORIZON"}""");
        var (_, page) = await world.CallAsync(Protocol.Cbor, "GetRecords", $$"""{"ShardIterator":"{{place["ShardIterator"]}}"}""");
        return [.. page["Records"]!.AsArray()
            .Select(record => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(record!["Data"]!.GetValue<string>())))];
    }
}
