namespace Hydrant.Storage.Batches;

/// <summary>What one shard gets of an <see cref="AppendGroup"/>.</summary>
public sealed class ShardAppend(IShardLog log, ReadOnlyMemory<int> recordNumbers)
{
    public IShardLog Log => log;

    /// <summary>Numbers of the records in the group's buffer, in the order in which they are appended.</summary>
    public ReadOnlyMemory<int> RecordNumbers => recordNumbers;

    /// <summary>Set by the store; valid once the group's append has completed.</summary>
    public AppendedRange Range { get; set; }
}
