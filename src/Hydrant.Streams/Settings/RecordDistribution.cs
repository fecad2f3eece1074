namespace Hydrant.Streams.Settings;

/// <summary>How records find their shard.</summary>
public enum RecordDistribution
{
    /// <summary>By the hash of their partition key, or by the hash key they bring.</summary>
    UserPartitionKey,

    /// <summary>The service spreads them evenly; a partition key is only carried along and may be left out.</summary>
    Auto,
}
