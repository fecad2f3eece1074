using Hydrant.Streams;
using Hydrant.Streams.Quotas;
using Hydrant.Testing.Clock;

namespace Hydrant.Api.Tests.Kinesis.Limits;

public sealed class UpdateShardCountQuotaTests
{
    private const string Refused =
        """{"__type":"LimitExceededException","message":"This request would exceed the limit of 10 UpdateShardCount requests in 24 hours for stream s under account 123456789012."}""";

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddYears(50));

    [Fact]
    public async Task A_stream_is_scaled_ten_times_in_any_24_hours()
    {
        await using var world = await ApiWorld.OpenAsync(new StreamOptions { Limits = LimitMode.Aws }, _clock);
        await world.CreateAsync("s", 1);
        for (var i = 0; i < 10; i++)
        {
            (await ScaleAsync(world, 1 + ((i + 1) % 2))).Status.ShouldBe(200);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        (await ScaleAsync(world, 2)).ShouldBe((400, Refused));
        (await ScaleAsync(world, 9)).Body.ShouldContain("cannot scale up over double"); // What is wrong anyway comes first.
        _clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(10));

        (await ScaleAsync(world, 2)).Status.ShouldBe(200);
        (await ScaleAsync(world, 1)).ShouldBe((400, Refused));
    }

    [Fact]
    public async Task Without_limits_it_is_scaled_as_often_as_one_likes()
    {
        await using var world = await ApiWorld.OpenAsync(new StreamOptions(), _clock);
        await world.CreateAsync("s", 1);

        for (var i = 0; i < 20; i++) (await ScaleAsync(world, 1 + ((i + 1) % 2))).Status.ShouldBe(200);
    }

    private static async Task<(int Status, string Body)> ScaleAsync(ApiWorld world, int target)
    {
        var answer = await world.CallAsync(
            "UpdateShardCount", $$"""{"StreamName":"s","TargetShardCount":{{target}},"ScalingType":"UNIFORM_SCALING"}""");
        await world.ActiveAsync("s");
        return answer;
    }
}
