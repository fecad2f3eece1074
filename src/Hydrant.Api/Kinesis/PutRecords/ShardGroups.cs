using System.Buffers;
using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Storage.Batches;
using Hydrant.Streams.Shards;

namespace Hydrant.Api.Kinesis.PutRecords;

/// <summary>
/// Sorts the records of one request by shard, stably and without an object per record (a counting sort over pooled
/// arrays), leaves out those that were refused, and finds each record's result again. Not thread-safe.
/// </summary>
internal sealed class ShardGroups : IDisposable
{
    private readonly ShardMap _map;
    private readonly int[] _shardOf;
    private readonly int[] _order;
    private readonly int[] _rank;
    private readonly int[] _starts;
    private readonly ShardAppend?[] _appends;

    public ShardGroups(ShardMap map, int count)
    {
        (_map, Count) = (map, count);
        _shardOf = ArrayPool<int>.Shared.Rent(count);
        _order = ArrayPool<int>.Shared.Rent(count);
        _rank = ArrayPool<int>.Shared.Rent(count);
        _starts = ArrayPool<int>.Shared.Rent(map.Open.Length + 1);
        _appends = ArrayPool<ShardAppend?>.Shared.Rent(map.Open.Length);
        _starts.AsSpan(0, map.Open.Length + 1).Clear();
    }

    public int Count { get; }

    /// <summary>How many records were refused.</summary>
    public int RefusedCount { get; private set; }

    /// <summary>Finds the shard of one record.</summary>
    public void Place(int record, HashKey key) => _shardOf[record] = _map.IndexOf(key);

    /// <summary>Where a record belongs, once it has its place.</summary>
    public LiveShard ShardOf(int record) => _map.Open[_shardOf[record]];

    /// <summary>Why a record was left out, once all are gathered.</summary>
    public Refusal RefusalOf(int record) => (Refusal)Math.Max(0, -_rank[record]);

    /// <summary>Puts the records of each shard together, once all have their place.</summary>
    public AppendGroup Gather(RecordList records)
    {
        var shards = _map.Open.Length;
        for (var record = 0; record < Count; record++)
        {
            var refused = records[record].Refused;
            if (refused == Refusal.None)
            {
                _rank[record] = _starts[_shardOf[record] + 1]++; // How many of its shard come before it.
            }
            else
            {
                _rank[record] = -(int)refused;
                RefusedCount++;
            }
        }

        for (var shard = 0; shard < shards; shard++) _starts[shard + 1] += _starts[shard];
        for (var record = 0; record < Count; record++)
        {
            if (_rank[record] >= 0) _order[_starts[_shardOf[record]] + _rank[record]] = record;
        }

        var group = new AppendGroup(records.Buffer);
        for (var shard = 0; shard < shards; shard++)
        {
            var (start, end) = (_starts[shard], _starts[shard + 1]);
            if (start < end) _appends[shard] = group.Add(_map.Open[shard].Log, _order.AsMemory(start, end - start));
        }

        return group;
    }

    /// <summary>Where a record went that was not refused, once the append is durable.</summary>
    public (LiveShard Shard, SequenceNumber Number) ResultOf(int record)
    {
        var shard = _map.Open[_shardOf[record]];
        var range = _appends[_shardOf[record]]!.Range;
        return (shard, shard.SequenceNumberOf(range.First + _rank[record], range.ArrivedAtMs));
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_shardOf);
        ArrayPool<int>.Shared.Return(_order);
        ArrayPool<int>.Shared.Return(_rank);
        ArrayPool<int>.Shared.Return(_starts);
        ArrayPool<ShardAppend?>.Shared.Return(_appends, clearArray: true);
    }
}
