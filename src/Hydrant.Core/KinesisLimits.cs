namespace Hydrant.Core;

/// <summary>Quotas of the Kinesis Data Streams API. Each line names its row in docs/quotas.md.</summary>
public static class KinesisLimits
{
    public const int MaxStreamNameChars = 128; // quotas.md#stream-name
    public const int MaxPartitionKeyChars = 256; // quotas.md#partition-key
    public const int MaxPutRecordsEntries = 500; // quotas.md#put-records-entries
    public const int MaxPutRecordsBytes = 10 * 1024 * 1024; // quotas.md#put-records-bytes, data and partition keys
    public const int MaxDataBytes = 10_485_760; // quotas.md#record-data, of the model
    public const int DefaultMaxRecordKiB = 1024; // quotas.md#record-size, data and partition key
    public const int MinMaxRecordKiB = 1024; // quotas.md#record-size
    public const int MaxMaxRecordKiB = 10_240; // quotas.md#record-size
    public const int MaxGetRecordsRecords = 10_000; // quotas.md#get-records
    public const int MaxGetRecordsBytes = 10 * 1024 * 1024; // quotas.md#get-records
    public const int MaxShardsPerStream = 10_000; // quotas.md#shards-per-stream
    public const int DefaultRetentionHours = 24; // quotas.md#retention
    public const int MaxRetentionHours = 8_760; // quotas.md#retention
    public const int MaxCreatingStreams = 5; // quotas.md#creating-streams
    public const int MaxDescribeStreamShards = 100; // quotas.md#describe-stream
    public const int MaxListStreams = 100; // quotas.md#list-streams
    public const int MaxListShards = 1_000; // quotas.md#list-shards
    public const int MaxTags = 50; // quotas.md#tags
    public const int OnDemandShards = 4; // quotas.md#on-demand
    public const int MaxWarmThroughputMiBps = 10_240; // quotas.md#warm-throughput
    public const int MaxPolicyChars = 20_480; // quotas.md#resource-policy
    public const int MaxOnDemandStreams = 50; // quotas.md#on-demand-streams
    public const int ShardWriteBytesPerSecond = 1024 * 1024; // quotas.md#shard-write, data and partition keys
    public const int ShardWriteRecordsPerSecond = 1_000; // quotas.md#shard-write
    public const int ShardReadBytesPerSecond = 2 * 1024 * 1024; // quotas.md#shard-read
    public const int ShardReadCallsPerSecond = 5; // quotas.md#shard-read
    public const int ShardIteratorsPerSecond = 5; // quotas.md#shard-iterators
    public const int MaxConsumers = 20; // quotas.md#consumers, of a stream
    public const int MaxConsumersCommitted = 50; // quotas.md#consumers, with a throughput commitment of the account
    public const int MaxCreatingConsumers = 5; // quotas.md#creating-consumers
    public const int MaxListStreamConsumers = 100; // quotas.md#list-stream-consumers

    /// <summary>quotas.md#subscription-life</summary>
    public static readonly TimeSpan SubscriptionLife = TimeSpan.FromMinutes(5);

    /// <summary>quotas.md#subscription-takeover: so long nobody takes a subscription over from the one who began it.</summary>
    public static readonly TimeSpan SubscriptionHold = TimeSpan.FromSeconds(5);

    /// <summary>quotas.md#subscription-calls: one call for a consumer and shard in this time.</summary>
    public static readonly TimeSpan SubscriptionCallEvery = TimeSpan.FromSeconds(1);

    /// <summary>quotas.md#subscription-heartbeat: an event at least so often, be it an empty one.</summary>
    public static readonly TimeSpan SubscriptionHeartbeat = TimeSpan.FromSeconds(5);

    /// <summary>quotas.md#iterator-life</summary>
    public static readonly TimeSpan IteratorLife = TimeSpan.FromMinutes(5);

    /// <summary>quotas.md#token-life</summary>
    public static readonly TimeSpan NextTokenLife = TimeSpan.FromSeconds(300);
}
