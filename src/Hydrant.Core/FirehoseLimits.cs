namespace Hydrant.Core;

/// <summary>Quotas of the Data Firehose API. Each line names its row in docs/quotas.md.</summary>
public static class FirehoseLimits
{
    public const int MaxDeliveryStreamNameChars = 64; // quotas.md#delivery-stream-name
    public const int MaxRecordBytes = 1_024_000; // quotas.md#firehose-record, before base64
    public const int MaxPutRecordBatchEntries = 500; // quotas.md#put-record-batch
    public const int MaxPutRecordBatchBytes = 4 * 1024 * 1024; // quotas.md#put-record-batch
    public const int MaxTags = 50; // quotas.md#tags
    public const int DefaultListLimit = 10; // quotas.md#list-delivery-streams
    public const int MaxDeliveryStreams = 5_000; // quotas.md#delivery-streams, the largest Regions
    public const int MaxActivePartitions = 500; // quotas.md#active-partitions
    public const int MaxPrefixChars = 1_024; // quotas.md#prefix
    public const int MaxEvaluatedPrefixChars = 512; // quotas.md#prefix
    public const int DefaultS3BufferMiB = 5; // quotas.md#buffering
    public const int DefaultS3BufferSeconds = 300; // quotas.md#buffering
    public const int MaxS3BufferMiB = 128; // quotas.md#buffering
    public const int MaxBufferSeconds = 900; // quotas.md#buffering
    public const int WidestS3BufferMiB = 5 * 1024; // quotas.md#buffering, with limits off
    public const int WidestBufferSeconds = 24 * 60 * 60; // quotas.md#buffering, with limits off
    public const int MaxThroughputHintMiB = 100; // quotas.md#throughput-hint
    public const int ControlCallsPerSecond = 5; // quotas.md#firehose-calls
}
