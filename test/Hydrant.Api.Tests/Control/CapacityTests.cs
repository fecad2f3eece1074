using Hydrant.Api.Tests.Protocols;
using Hydrant.Streams;
using Hydrant.Testing.Clock;

namespace Hydrant.Api.Tests.Control;

/// <summary>Modes, warm throughput, the commitment it needs, and the record size.</summary>
public sealed class CapacityTests
{
    private const string Arn = ControlCase.Arn;
    private const string OnDemand = "\"StreamModeDetails\":{\"StreamMode\":\"ON_DEMAND\"}";
    private const string Provisioned = "\"StreamModeDetails\":{\"StreamMode\":\"PROVISIONED\"}";

    [Theory]
    [InlineData(Protocol.Json)]
    [InlineData(Protocol.Cbor)]
    public async Task A_mode_is_switched_and_keeps_the_shards(Protocol protocol)
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.CreateAsync("there", 3);

        await world.OkAsync("UpdateStreamMode", $$"""{"StreamARN":"{{Arn}}",{{OnDemand}}}""", protocol);
        await world.RestartAsync();

        var summary = await world.SummaryAsync();
        summary["StreamModeDetails"]!["StreamMode"]!.GetValue<string>().ShouldBe("ON_DEMAND");
        summary["RecordDistributionStrategy"]!.GetValue<string>().ShouldBe("USER_PARTITION_KEY");
        summary["OpenShardCount"]!.GetValue<int>().ShouldBe(3);

        await world.OkAsync("UpdateStreamMode", $$"""{"StreamARN":"{{Arn}}",{{Provisioned}}}""", protocol);
        summary = await world.SummaryAsync();
        summary["StreamModeDetails"]!["StreamMode"]!.GetValue<string>().ShouldBe("PROVISIONED");
        summary.ContainsKey("RecordDistributionStrategy").ShouldBeFalse();
    }

    [Theory]
    [InlineData(Protocol.Json)]
    [InlineData(Protocol.Cbor)]
    public async Task Warm_throughput_brings_its_shards(Protocol protocol)
    {
        await using var world = await ApiWorld.OpenAsync();
        await CommitAsync(world, "ENABLED");
        await world.OkAsync("CreateStream", """{"StreamName":"there","WarmThroughputMiBps":6}""", protocol);
        WarmOf(await world.SummaryAsync()).ShouldBe((6, 6));

        var answer = await world.OkAsync("UpdateStreamWarmThroughput", """{"StreamName":"there","WarmThroughputMiBps":9}""", protocol);
        answer["StreamARN"]!.GetValue<string>().ShouldBe(Arn);
        answer["StreamName"]!.GetValue<string>().ShouldBe("there");
        WarmOf(answer).ShouldBe((9, 6));
        await world.RestartAsync();

        var summary = await world.SummaryAsync();
        WarmOf(summary).ShouldBe((9, 9));
        summary["OpenShardCount"]!.GetValue<int>().ShouldBe(9);
    }

    [Fact]
    public async Task Warm_throughput_can_come_with_the_mode_and_goes_with_it()
    {
        await using var world = await ApiWorld.OpenAsync(new StreamOptions { MaxShardsPerTenant = 100 });
        await CommitAsync(world, "ENABLED");
        await world.CreateAsync("there", 2);

        await world.OkAsync("UpdateStreamMode", $$"""{"StreamARN":"{{Arn}}",{{OnDemand}},"WarmThroughputMiBps":5}""");
        WarmOf(await world.SummaryAsync()).ShouldBe((5, 5));
        await world.RefusedAsync("UpdateStreamMode", $$"""{"StreamARN":"{{Arn}}",{{OnDemand}},"WarmThroughputMiBps":5}""", "InvalidArgumentException",
            "WarmThroughputMiBps can be given to UpdateStreamMode only when the stream is switched to ON_DEMAND. Use UpdateStreamWarmThroughput API.");
        await world.RefusedAsync("UpdateStreamWarmThroughput", """{"StreamName":"there","WarmThroughputMiBps":10241}""", "InvalidArgumentException",
            "WarmThroughputMiBps can be at most 10240, not 10241.");
        await world.RefusedAsync("UpdateStreamWarmThroughput", """{"StreamName":"there","WarmThroughputMiBps":10240}""", "LimitExceededException",
            $"This request would exceed the shard limit for the account {ControlCase.Account} in us-east-1. Current shard count for the account: 5. Limit: 100. Number of additional shards that would have resulted from this request: 9995. Refer to the AWS Service Limits page (http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) for current limits and how to request higher limits.");
        await world.OkAsync("UpdateStreamMode", $$"""{"StreamARN":"{{Arn}}",{{Provisioned}}}""");

        (await world.SummaryAsync()).ContainsKey("WarmThroughput").ShouldBeFalse();
        await CommitAsync(world, "DISABLED");
    }

    [Fact]
    public async Task A_commitment_holds_for_a_day_and_survives_a_restart()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));
        await using var world = await ApiWorld.OpenAsync(clock: clock);
        (await SettingsAsync(world)).ShouldBe("""{"MinimumThroughputBillingCommitment":{"Status":"DISABLED"}}""");

        (await CommitAsync(world, "ENABLED")).ShouldBe("""{"MinimumThroughputBillingCommitment":{"Status":"ENABLED","StartedAt":1700000000,"EarliestAllowedEndAt":1700086400}}""");
        clock.Advance(TimeSpan.FromHours(1));
        (await CommitAsync(world, "ENABLED")).ShouldContain("\"StartedAt\":1700000000,");
        (await CommitAsync(world, "DISABLED")).ShouldBe("""{"MinimumThroughputBillingCommitment":{"Status":"ENABLED_UNTIL_EARLIEST_ALLOWED_END","StartedAt":1700000000,"EarliestAllowedEndAt":1700086400}}""");
        (await CommitAsync(world, "DISABLED")).ShouldContain("ENABLED_UNTIL_EARLIEST_ALLOWED_END");
        await world.RestartAsync();
        (await SettingsAsync(world)).ShouldContain("ENABLED_UNTIL_EARLIEST_ALLOWED_END");
        (await CommitAsync(world, "ENABLED")).ShouldContain("\"ENABLED\"");

        clock.Advance(TimeSpan.FromHours(30));
        (await CommitAsync(world, "DISABLED")).ShouldBe("""{"MinimumThroughputBillingCommitment":{"Status":"DISABLED","StartedAt":1700000000,"EndedAt":1700111600,"EarliestAllowedEndAt":1700086400}}""");
        (await CommitAsync(world, "ENABLED")).ShouldContain("\"StartedAt\":1700111600,");
    }

    [Fact]
    public async Task A_commitment_cannot_end_while_a_stream_is_warm()
    {
        await using var world = await ApiWorld.OpenAsync();
        await CommitAsync(world, "ENABLED");
        await world.OkAsync("CreateStream", """{"StreamName":"there","WarmThroughputMiBps":5}""");

        await world.RefusedAsync("UpdateAccountSettings", """{"MinimumThroughputBillingCommitment":{"Status":"DISABLED"}}""", "InvalidArgumentException",
            $"MinimumThroughputBillingCommitment cannot be disabled while stream there under account {ControlCase.Account} has warm throughput. Set its WarmThroughputMiBps to 0 first.");
        await world.OkAsync("UpdateStreamWarmThroughput", """{"StreamName":"there","WarmThroughputMiBps":0}""");
        WarmOf(await world.SummaryAsync()).ShouldBe((0, 5));
        await CommitAsync(world, "DISABLED");
    }

    [Theory]
    [InlineData(Protocol.Json)]
    [InlineData(Protocol.Cbor)]
    public async Task DescribeLimits_counts_open_shards_and_on_demand_streams(Protocol protocol)
    {
        await using var world = await ApiWorld.OpenAsync(new StreamOptions { MaxShardsPerTenant = 100 });
        await world.CreateAsync("there", 3);
        await world.OkAsync("CreateStream", $$"""{"StreamName":"free",{{OnDemand}}}""");

        (await world.OkAsync("DescribeLimits", "{}", protocol)).ToJsonString().ShouldBe(
            """{"ShardLimit":100,"OpenShardCount":7,"OnDemandStreamCount":1,"OnDemandStreamCountLimit":50,"ChannelCount":0,"ChannelCountLimit":0}""");
    }

    private static async Task<string> CommitAsync(ApiWorld world, string status) => (await world.OkAsync(
        "UpdateAccountSettings", $$$"""{"MinimumThroughputBillingCommitment":{"Status":"{{{status}}}"}}""")).ToJsonString();

    private static async Task<string> SettingsAsync(ApiWorld world) =>
        (await world.OkAsync("DescribeAccountSettings", "{}", Protocol.Cbor)).ToJsonString();

    private static (int Target, int Current) WarmOf(System.Text.Json.Nodes.JsonObject answer) => (
        answer["WarmThroughput"]!["TargetMiBps"]!.GetValue<int>(), answer["WarmThroughput"]!["CurrentMiBps"]!.GetValue<int>());
}
