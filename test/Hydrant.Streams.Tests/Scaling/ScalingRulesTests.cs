using Hydrant.Core;
using Hydrant.Streams.Scaling;

namespace Hydrant.Streams.Tests.Scaling;

public sealed class ScalingRulesTests
{
    [Fact]
    public void Shards_well_below_half_of_what_they_may_take_stay() =>
        Decide(Load(0, 0.39), Load(1, 0.4), Load(2, 0.21), Load(3, 0.3)).ShouldBeNull();

    [Fact]
    public void Every_hot_shard_is_split_at_once_and_nothing_merged_meanwhile()
    {
        var decision = Decide(Load(0, 0.41), Load(1, 0), Load(2, 0), Load(3, 2.5), Load(4, 0))!;

        decision.Splits.Select(shard => shard.Index).ShouldBe([3, 0]);
        decision.Merges.ShouldBeEmpty();
        decision.Reason.ShouldBe("2 of 5 shards took more than 40 % of what a shard may take, shardId-000000000003 the most with 250 %.");
    }

    [Fact]
    public void Neighbours_that_are_quiet_together_become_one_but_never_below_the_least()
    {
        var decision = Decide(Load(0, 0.05), Load(1, 0.05), Load(2, 0.15), Load(3, 0.01), Load(4, 0.01), Load(5, 0.01))!;

        decision.Merges.ShouldBe([(new ShardId(0), new ShardId(1)), (new ShardId(2), new ShardId(3))]);
        Decide(Load(0, 0), Load(1, 0), Load(2, 0), Load(3, 0)).ShouldBeNull();
    }

    [Fact]
    public void A_peak_that_is_not_over_keeps_neighbours_apart()
    {
        Decide(Load(0, 0) with { Peak = 0.2 }, Load(1, 0), Load(2, 0) with { Peak = 0.2 }, Load(3, 0) with { Peak = 0.2 }, Load(4, 0) with { Peak = 0.2 })
            .ShouldBeNull();
        Decide(Load(0, 0), Load(1, 0) with { IsKnown = false }, Load(2, 0) with { Peak = 0.3 }, Load(3, 0), Load(4, 0) with { IsKnown = false })
            .ShouldBeNull();
    }

    [Fact]
    public void A_load_on_few_keys_is_not_split_for_ever() =>
        Decide(Load(0, 1) with { Concentration = ScalingRules.MaxConcentration }, Load(1, 0.3), Load(2, 0.3), Load(3, 0.3)).ShouldBeNull();

    [Fact]
    public void The_hottest_go_first_when_there_is_room_for_few() => ScalingRules
        .Decide([Load(0, 0.5), Load(1, 0.9), Load(2, 0.7)], least: 1, most: 4, nowMs: 0)!.Splits.ShouldBe([new ShardId(1)]);

    [Theory]
    [InlineData("true", 1, 10_000)]
    [InlineData("2-64", 2, 64)]
    public void The_tag_bounds_a_provisioned_stream(string text, int least, int most)
    {
        ScalingBounds.TryParse(text, out var bounds).ShouldBeTrue();
        bounds.ShouldBe(new ScalingBounds(least, most));
    }

    [Theory]
    [InlineData("false")]
    [InlineData("")]
    [InlineData("8-2")]
    [InlineData("0-2")]
    [InlineData("1-10001")]
    [InlineData("a-b")]
    public void Another_value_of_the_tag_switches_nothing_on(string text) => ScalingBounds.TryParse(text, out _).ShouldBeFalse();

    private static ScalingDecision? Decide(params ShardLoad[] open) => ScalingRules.Decide(open, least: 4, most: 100, nowMs: 0);

    private static ShardLoad Load(int shard, double share) =>
        new(new ShardId(shard), HashKeyRange.Even(10)[shard], share, share, IsKnown: true, Concentration: 0);
}
