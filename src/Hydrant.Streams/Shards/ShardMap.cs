using System.Collections.Immutable;
using Hydrant.Core;

namespace Hydrant.Streams.Shards;

/// <summary>
/// Who owns which hash keys: the open shards in the order of their ranges, which cover the whole space. Immutable but for
/// whose turn it is. Safe from any thread.
/// </summary>
public sealed class ShardMap
{
    private readonly UInt128[] _ends;
    private readonly LiveShard[] _open;
    private int _turn;

    public ShardMap(ImmutableArray<LiveShard> shards)
    {
        All = shards;
        _open = [.. shards.Where(shard => shard.State.IsOpen).OrderBy(shard => shard.State.Range.Start)];
        _ends = [.. _open.Select(shard => shard.State.Range.End.Value)];
        Invariant.That(_open.Length > 0 && _open[0].State.Range.Start == HashKey.Min && _ends[^1] == UInt128.MaxValue);
        for (var i = 1; i < _open.Length; i++) Invariant.That(_open[i].State.Range.Start.Value == _ends[i - 1] + 1);
    }

    /// <summary>All shards by index, open or not.</summary>
    public ImmutableArray<LiveShard> All { get; }

    /// <summary>The open shards, ordered by range.</summary>
    public ReadOnlySpan<LiveShard> Open => _open;

    /// <summary>An open shard, each in its turn, for records that go anywhere.</summary>
    public LiveShard Next() => _open[(uint)Interlocked.Increment(ref _turn) % (uint)_open.Length];

    /// <summary>The place in <see cref="Open"/> of the shard whose range holds the key.</summary>
    public int IndexOf(HashKey key)
    {
        var (low, high) = (0, _ends.Length - 1);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (key.Value <= _ends[middle]) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    /// <summary>The shard with that identifier, open or not; null when there is none.</summary>
    public LiveShard? Find(ShardId id)
    {
        // Indexes are given in order; expired shards leave gaps.
        var (low, high) = (0, All.Length - 1);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (id.Index <= All[middle].Id.Index) high = middle;
            else low = middle + 1;
        }

        return All[low].Id == id ? All[low] : null;
    }

    /// <summary>The shards that a closed one became.</summary>
    public IEnumerable<LiveShard> ChildrenOf(ShardId id) => All.Where(shard => shard.State.IsChildOf(id));

    /// <summary>Whether this is the map of just these shards, which were not changed since.</summary>
    internal bool Holds(ImmutableArray<ShardState> shards) =>
        All.Length == shards.Length && !shards.Where((shard, at) => !ReferenceEquals(shard, All[at].State)).Any();
}
