using Hydrant.Core;
using Hydrant.Streams.Scaling;
using Hydrant.Streams.Shards;

namespace Hydrant.Streams.Resharding;

/// <summary>
/// Works out what a reshard makes of a stream's shards. Pure: the same stream, request, tails and time give the same
/// shards, so that it can be asked first which shards will close.
/// </summary>
internal sealed class ShardLayout
{
    private readonly SortedDictionary<ShardId, ShardState> _shards;
    private readonly Func<ShardId, LogOffset> _tailOf;
    private readonly long _nowSeconds;
    private int _nextIndex;

    private ShardLayout(StreamState state, Func<ShardId, LogOffset> tailOf, long nowSeconds)
    {
        _shards = new SortedDictionary<ShardId, ShardState>(state.Shards.ToDictionary(shard => shard.Id));
        (_nextIndex, _tailOf, _nowSeconds) = (state.NextShardIndex, tailOf, nowSeconds);
    }

    /// <summary>The open shards that the request will close.</summary>
    public static IReadOnlyList<ShardId> ClosedBy(StreamState state, ReshardRequest request) =>
        [.. Apply(state, request, _ => LogOffset.Zero, nowSeconds: 0).Shards
            .Zip(state.Shards)
            .Where(pair => !pair.First.IsOpen && pair.Second.IsOpen)
            .Select(pair => pair.First.Id)];

    /// <summary>The stream behind the reshard.</summary>
    /// <param name="state">The stream before.</param>
    /// <param name="request">Was checked by <see cref="ReshardRules"/>.</param>
    /// <param name="tailOf">The tails of the shards that close; they were sealed.</param>
    /// <param name="nowSeconds">Epoch seconds.</param>
    public static StreamState Apply(
        StreamState state, ReshardRequest request, Func<ShardId, LogOffset> tailOf, long nowSeconds)
    {
        var layout = new ShardLayout(state, tailOf, nowSeconds);
        layout.Apply(request);
        return state with { Shards = [.. layout._shards.Values], NextShardIndex = layout._nextIndex };
    }

    private void Apply(ReshardRequest request)
    {
        switch (request)
        {
            case ReshardRequest.Split split: Split(_shards[split.Shard], split.NewStartingHashKey); break;
            case ReshardRequest.Merge merge: Merge(_shards[merge.Shard], _shards[merge.Adjacent]); break;
            case ReshardRequest.Scale scale: Scale(scale.TargetShardCount); break;
            case ReshardRequest.Adapt adapt: Adapt(adapt.Decision); break;
            default: throw InvariantException.Unreachable(request);
        }
    }

    private (ShardState Lower, ShardState Upper) Split(ShardState shard, HashKey at)
    {
        var closedAt = Close(shard, Math.Max(_nowSeconds, shard.CreatedAtSeconds));
        var below = new HashKey(at.Value - 1);
        return (Add(new HashKeyRange(shard.Range.Start, below), closedAt + 1, shard.Id, null),
            Add(new HashKeyRange(at, shard.Range.End), closedAt + 1, shard.Id, null));
    }

    private ShardState Merge(ShardState lower, ShardState upper)
    {
        var at = Math.Max(_nowSeconds, Math.Max(lower.CreatedAtSeconds, upper.CreatedAtSeconds));
        Close(lower, at);
        Close(upper, at);
        return Add(new HashKeyRange(lower.Range.Start, upper.Range.End), at + 1, lower.Id, upper.Id);
    }

    // From the lowest key up: a piece that reaches over the end of its new range is cut there, pieces of one range are
    // joined. Shards that already are what they should be stay.
    private void Scale(int target)
    {
        var pieces = new Stack<ShardState>(
            _shards.Values.Where(shard => shard.IsOpen).OrderByDescending(shard => shard.Range.Start.Value));
        foreach (var range in HashKeyRange.Even(target))
        {
            ShardState? whole = null;
            while (whole is null || whole.Range.End != range.End)
            {
                var piece = pieces.Pop();
                if (piece.Range.End.Value > range.End.Value)
                {
                    (piece, var rest) = Split(piece, new HashKey(range.End.Value + 1));
                    pieces.Push(rest);
                }

                whole = whole is null ? piece : Merge(whole, piece);
            }
        }
    }

    private void Adapt(ScalingDecision decision)
    {
        foreach (var id in decision.Splits)
        {
            var (start, end) = (_shards[id].Range.Start.Value, _shards[id].Range.End.Value);
            Split(_shards[id], new HashKey(start + ((end - start) / 2) + 1));
        }

        foreach (var (lower, upper) in decision.Merges) Merge(_shards[lower], _shards[upper]);
    }

    private long Close(ShardState shard, long atSeconds)
    {
        Invariant.That(shard.IsOpen);
        _shards[shard.Id] = shard with { Closed = new ShardClosing(_tailOf(shard.Id), atSeconds) };
        return atSeconds;
    }

    private ShardState Add(HashKeyRange range, long createdAtSeconds, ShardId parent, ShardId? adjacent)
    {
        var shard = new ShardState(new ShardId(_nextIndex++), range, createdAtSeconds) { Parent = parent, AdjacentParent = adjacent };
        return _shards[shard.Id] = shard;
    }
}
