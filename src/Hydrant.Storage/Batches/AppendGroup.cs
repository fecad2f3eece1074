using Hydrant.Core;

namespace Hydrant.Storage.Batches;

/// <summary>
/// The records of one request and the shards they go to: one commit, one await, whatever the number of shards. The order
/// within a shard is the order in which <see cref="Add"/> names the records. Not thread-safe.
/// </summary>
public sealed class AppendGroup(RecordBuffer records)
{
    private readonly List<ShardAppend> _appends = [];

    public RecordBuffer Records => records;

    /// <summary>One entry for each shard, in the order they were added; the store fills in their ranges.</summary>
    public IReadOnlyList<ShardAppend> Appends => _appends;

    /// <summary>Sends those records of the buffer, by their numbers, to that log. A log is named at most once.</summary>
    public ShardAppend Add(IShardLog log, ReadOnlyMemory<int> recordNumbers)
    {
        Invariant.That(recordNumbers.Length > 0);
        var append = new ShardAppend(log, recordNumbers);
        _appends.Add(append);
        return append;
    }
}
