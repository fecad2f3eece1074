using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Hydrant.Core;
using Hydrant.Streams.Resharding;
using Hydrant.Streams.Shards;

namespace Hydrant.Streams.Tests.Resharding;

public sealed class ShardLayoutTests
{
    private const long Now = 2_000_000_000;

    [Fact]
    public void Whatever_is_split_merged_and_scaled_the_open_shards_cover_every_key_once()
    {
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Histories(), steps =>
        {
            var state = StreamOf(4);
            for (var step = 0; step < steps.Length; step++)
            {
                var request = RequestOf(state, steps[step]);
                if (request is null) continue;
                var before = state;
                state = ShardLayout.Apply(state, request, _ => LogOffset.Zero, Now + step);
                Covers(state);
                Links(state, before, request);
            }
        }));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(3, 5)]
    [InlineData(5, 3)]
    [InlineData(4, 8)]
    [InlineData(7, 7)]
    [InlineData(100, 63)]
    public void Scaling_leaves_shards_of_equal_size(int from, int to)
    {
        var state = ShardLayout.Apply(StreamOf(from), new ReshardRequest.Scale(to), _ => LogOffset.Zero, Now);

        Open(state).Select(shard => shard.Range).ShouldBe(HashKeyRange.Even(to));
        if (from == to) state.Shards.ShouldBe(StreamOf(from).Shards);
    }

    [Fact]
    public void A_split_closes_the_parent_at_its_tail_one_second_before_the_children_begin()
    {
        var state = ShardLayout.Apply(StreamOf(1), new ReshardRequest.Split(new ShardId(0), new HashKey(100)), _ => new LogOffset(42), Now);

        state.Shards[0].Closed.ShouldBe(new ShardClosing(new LogOffset(42), Now));
        state.Shards.Select(shard => shard.Range.ToString()).ShouldBe(
            ["0-340282366920938463463374607431768211455", "0-99", "100-340282366920938463463374607431768211455"]);
        foreach (var child in state.Shards.Skip(1))
        {
            (child.Parent, child.AdjacentParent, child.CreatedAtSeconds).ShouldBe((new ShardId(0), null, Now + 1));
            child.StartingSequenceNumber.CompareTo(state.Shards[0].EndingSequenceNumber!.Value).ShouldBePositive();
        }
    }

    [Fact]
    public void A_shard_younger_than_the_clock_says_still_ends_after_it_began()
    {
        var once = ShardLayout.Apply(StreamOf(1), new ReshardRequest.Split(new ShardId(0), new HashKey(100)), _ => LogOffset.Zero, Now);
        var again = ShardLayout.Apply(once, new ReshardRequest.Merge(new ShardId(1), new ShardId(2)), _ => LogOffset.Zero, Now);

        again.Shards[1].Closed!.AtSeconds.ShouldBe(Now + 1);
        again.Shards[3].CreatedAtSeconds.ShouldBe(Now + 2);
    }

    private static void Covers(StreamState state)
    {
        var open = Open(state).ToList();
        open[0].Range.Start.ShouldBe(HashKey.Min);
        open[^1].Range.End.ShouldBe(HashKey.Max);
        for (var i = 1; i < open.Count; i++) (open[i].Range.Start.Value == open[i - 1].Range.End.Value + 1).ShouldBeTrue();
    }

    private static void Links(StreamState state, StreamState before, ReshardRequest request)
    {
        var closed = state.Shards.Where(shard => !shard.IsOpen).Select(shard => shard.Id).ToHashSet();
        var closedNow = closed.Intersect(before.Shards.Where(shard => shard.IsOpen).Select(shard => shard.Id)).Order();
        ShardLayout.ClosedBy(before, request).ShouldBe(closedNow);
        state.Shards.Select(shard => shard.Id).ShouldBeInOrder();
        foreach (var shard in state.Shards)
        {
            if (shard.Parent is { } parent) closed.Contains(parent).ShouldBeTrue();
            if (shard.AdjacentParent is { } adjacent) closed.Contains(adjacent).ShouldBeTrue();
            if (!shard.IsOpen) state.Shards.Any(child => child.IsChildOf(shard.Id)).ShouldBeTrue();
        }
    }

    private static IEnumerable<ShardState> Open(StreamState state) =>
        state.Shards.Where(shard => shard.IsOpen).OrderBy(shard => shard.Range.Start.Value);

    // What a number asks of a stream; null when it asks what the rules would refuse.
    private static ReshardRequest? RequestOf(StreamState state, int number)
    {
        var open = Open(state).ToList();
        var at = number / 3 % open.Count;
        switch (number % 3)
        {
            case 0:
                var range = open[at].Range;
                var width = range.End.Value - range.Start.Value;
                return width < 8 ? null : new ReshardRequest.Split(open[at].Id, new HashKey(range.Start.Value + 2 + (width / 5)));
            case 1:
                return at + 1 == open.Count ? null : new ReshardRequest.Merge(open[at].Id, open[at + 1].Id);
            default:
                return new ReshardRequest.Scale(Math.Clamp(number % 64, (open.Count + 1) / 2, open.Count * 2));
        }
    }

    private static Arbitrary<int[]> Histories() => Gen.Choose(0, 9_999).ArrayOf().ToArbitrary();

    private static StreamState StreamOf(int shards) => new()
    {
        Name = StreamName.Parse("orders").Value,
        Tenant = new Tenant("111122223333", "eu-central-1"),
        Log = 7,
        Status = StreamStatus.Updating,
        Mode = StreamMode.Provisioned,
        CreatedAtMs = (Now - 1000) * 1000,
        NextShardIndex = shards,
        Shards = HashKeyRange.Even(shards)
            .Select((range, index) => new ShardState(new ShardId(index), range, Now - 1000))
            .ToImmutableArray(),
    };
}
