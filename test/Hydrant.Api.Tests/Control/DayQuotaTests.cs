using Hydrant.Streams;
using Hydrant.Testing.Clock;

namespace Hydrant.Api.Tests.Control;

/// <summary>What may be asked only so often in 24 hours.</summary>
public sealed class DayQuotaTests
{
    private const string Arn = ControlCase.Arn;
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));

    [Fact]
    public async Task The_mode_is_switched_twice_in_a_day()
    {
        await using var world = await LimitedAsync();
        await AllowedAsync(world, "UpdateStreamMode", Mode("ON_DEMAND"));
        await AllowedAsync(world, "UpdateStreamMode", Mode("PROVISIONED"));
        await world.RestartAsync();

        await world.RefusedAsync("UpdateStreamMode", Mode("ON_DEMAND"), "LimitExceededException",
            $"This request would exceed the limit of 2 UpdateStreamMode requests in 24 hours for stream there under account {ControlCase.Account}.");
        _clock.Advance(TimeSpan.FromHours(24));
        await AllowedAsync(world, "UpdateStreamMode", Mode("ON_DEMAND"));
    }

    [Fact]
    public async Task The_number_of_shards_is_set_ten_times_in_a_day()
    {
        await using var world = await LimitedAsync();
        for (var i = 0; i < 10; i++) await AllowedAsync(world, "UpdateShardCount", Count(1 + ((i + 1) % 2)));
        await world.RestartAsync();

        await world.RefusedAsync("UpdateShardCount", Count(2), "LimitExceededException",
            $"This request would exceed the limit of 10 UpdateShardCount requests in 24 hours for stream there under account {ControlCase.Account}.");
        _clock.Advance(TimeSpan.FromHours(24));
        await AllowedAsync(world, "UpdateShardCount", Count(2));
    }

    [Fact]
    public async Task Encryption_is_started_and_stopped_25_times_each_in_a_day()
    {
        const string request = """{"StreamName":"there","EncryptionType":"KMS","KeyId":"k"}""";
        await using var world = await LimitedAsync();
        for (var i = 0; i < 25; i++)
        {
            await AllowedAsync(world, "StartStreamEncryption", request);
            await AllowedAsync(world, "StopStreamEncryption", request);
        }

        await world.RestartAsync();

        foreach (var operation in (string[])["StartStreamEncryption", "StopStreamEncryption"])
        {
            await world.RefusedAsync(operation, request, "LimitExceededException",
                $"This request would exceed the limit of 25 {operation} requests in 24 hours for stream there under account {ControlCase.Account}.");
        }

        _clock.Advance(TimeSpan.FromHours(24));
        await AllowedAsync(world, "StartStreamEncryption", request);
    }

    [Fact]
    public async Task The_51st_on_demand_stream_is_refused_also_as_a_switch_of_mode()
    {
        await using var world = await LimitedAsync();
        for (var i = 0; i < 50; i++)
        {
            (await world.CallAsync("CreateStream", $$"""{"StreamName":"s{{i}}"}""")).Status.ShouldBe(200);
            await SettleAsync(world);
        }

        await world.RefusedAsync("UpdateStreamMode", Mode("ON_DEMAND"), "LimitExceededException",
            $"This request would exceed the limit of 50 on-demand streams for the account {ControlCase.Account} in us-east-1.");
    }

    [Fact]
    public async Task Without_limits_nothing_is_counted()
    {
        await using var world = await ApiWorld.OpenAsync(clock: _clock);
        await world.CreateAsync("there", 1);

        for (var i = 0; i < 4; i++) await AllowedAsync(world, "UpdateStreamMode", Mode(i % 2 == 0 ? "ON_DEMAND" : "PROVISIONED"));
    }

    // Only the stream keeps limits, so that the rates of calls are not in the way.
    private async Task<ApiWorld> LimitedAsync()
    {
        var world = await ApiWorld.OpenAsync(clock: _clock);
        (await world.CallAsync("CreateStream", $$$"""{"StreamName":"there","ShardCount":1,"Tags":{"{{{StreamOptions.LimitsTag}}}":"aws"}}"""))
            .ShouldBe((200, ""));
        await SettleAsync(world);
        world.Streams.All.Single().Now.IsLimited.ShouldBeTrue();
        return world;
    }

    private static async Task AllowedAsync(ApiWorld world, string operation, string request)
    {
        var (status, body) = await world.CallAsync(operation, request);
        status.ShouldBe(200, body);
        await SettleAsync(world);
    }

    private static async Task SettleAsync(ApiWorld world)
    {
        while (world.Streams.All.Any(stream => stream.Now.State.Status != StreamStatus.Active)) await Task.Yield();
    }

    private static string Mode(string mode) => $$$"""{"StreamARN":"{{{Arn}}}","StreamModeDetails":{"StreamMode":"{{{mode}}}"}}""";

    private static string Count(int shards) => $$"""{"StreamName":"there","TargetShardCount":{{shards}},"ScalingType":"UNIFORM_SCALING"}""";
}
