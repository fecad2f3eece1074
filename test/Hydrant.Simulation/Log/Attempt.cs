using Hydrant.Storage;

namespace Hydrant.Simulation.Log;

internal enum AttemptState
{
    /// <summary>Under way, or nobody heard its end before the power went.</summary>
    Unknown,
    Acknowledged,

    /// <summary>It must never be read.</summary>
    Failed,
}

/// <summary>One append, to one shard or many, and the names of its records.</summary>
internal sealed class Attempt
{
    private readonly Dictionary<ShardKey, List<string>> _records = [];

    public AttemptState State { get; set; }

    public IEnumerable<ShardKey> Shards => _records.Keys;

    public List<string> Of(ShardKey shard) => _records.GetValueOrDefault(shard) ?? [];

    public void Add(ShardKey shard, string record)
    {
        if (!_records.TryGetValue(shard, out var records)) _records[shard] = records = [];
        records.Add(record);
    }
}
