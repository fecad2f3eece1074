namespace Hydrant.Conformance.Operations;

/// <summary>The table of Kinesis operations.</summary>
internal static class OperationRows
{
    private const string NotThere = "Stream nowhere under account {account} not found.";
    private const string Arn = """{"StreamARN":"{arn}"}""";
    private const string Stream = """{"StreamName":"{s}"}""";

    public static readonly IReadOnlyList<OperationRow> All =
    [
        Named("AddTagsToStream", ""","Tags":{"a":"b"}""", ""),
        Channel("CreateChannel"),
        new("CreateStream", """{"StreamName":"{s}-new","ShardCount":1}""", "", """{"StreamName":"{s}","ShardCount":1}""",
            "ResourceInUseException", "Stream {s} under account {account} already exists."),
        Named("DecreaseStreamRetentionPeriod", ""","RetentionPeriodHours":24""", ""),
        Channel("DeleteChannel"),
        Policy("DeleteResourcePolicy", "", "") with
        {
            First = ("PutResourcePolicy", """{"ResourceARN":"{arn}" """ + PolicyText + "}"),
        },
        Named("DeleteStream", ""","EnforceConsumerDeletion":true""", ""),
        Consumer("DeregisterStreamConsumer", ""),
        new("DescribeAccountSettings", "{}", "MinimumThroughputBillingCommitment", null),
        Channel("DescribeChannel"),
        new("DescribeLimits", "{}", "ChannelCount ChannelCountLimit OnDemandStreamCount OnDemandStreamCountLimit OpenShardCount ShardLimit", null),
        Named("DescribeStream", "", "StreamDescription"),
        Consumer("DescribeStreamConsumer", "ConsumerDescription"),
        Named("DescribeStreamSummary", "", "StreamDescriptionSummary"),
        Named("DisableEnhancedMonitoring", ""","ShardLevelMetrics":["ALL"]""", Metrics),
        Named("EnableEnhancedMonitoring", ""","ShardLevelMetrics":["ALL"]""", Metrics),
        new("GetRecords", """{"ShardIterator":"{iterator}"}""", "MillisBehindLatest NextShardIterator Records",
            """{"ShardIterator":"AAAA"}""", "InvalidArgumentException", "Invalid ShardIterator."),
        Policy("GetResourcePolicy", "", "Policy"),
        new("GetShardIterator", """{"StreamName":"{s}","ShardId":"shardId-000000000000","ShardIteratorType":"LATEST"}""",
            "ShardIterator", """{"StreamName":"nowhere","ShardId":"shard-0","ShardIteratorType":"LATEST"}""",
            "ResourceNotFoundException",
            "Shard shardId-000000000000 in stream nowhere under account {account} does not exist"),
        Named("IncreaseStreamRetentionPeriod", ""","RetentionPeriodHours":48""", ""),
        Channel("ListChannels"),
        Named("ListShards", "", "Shards"),
        ByArn("ListStreamConsumers", "", "Consumers"),
        new("ListStreams", "{}", "HasMoreStreams StreamNames StreamSummaries", """{"Limit":0}""", "ValidationException",
            "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: "
            + "Member must have value greater than or equal to 1"),
        Policy("ListTagsForResource", "", "Tags"),
        Named("ListTagsForStream", "", "HasMoreTags Tags"),
        Named("MergeShards", ""","ShardToMerge":"shardId-000000000000","AdjacentShardToMerge":"shardId-000000000001" """, ""),
        Named("PutRecord", ""","Data":"YQ==","PartitionKey":"a" """, "SequenceNumber ShardId"),
        Named("PutRecords", ""","Records":[{"Data":"YQ==","PartitionKey":"a"}]""", "FailedRecordCount Records"),
        Policy("PutResourcePolicy", PolicyText, ""),
        ByArn("RegisterStreamConsumer", ""","ConsumerName":"second" """, "Consumer"),
        Named("RemoveTagsFromStream", ""","TagKeys":["a"]""", ""),
        Named("SplitShard", ""","ShardToSplit":"shardId-000000000000","NewStartingHashKey":"1000" """, ""),
        Named("StartStreamEncryption", Key, ""),
        Named("StopStreamEncryption", Key, ""),
        new("SubscribeToShard", """{"ConsumerARN":"{consumer}","ShardId":"shardId-000000000000","StartingPosition":{"Type":"LATEST"}}""",
            "", """{"ConsumerARN":"{arn}/consumer/none:1","ShardId":"shardId-000000000000","StartingPosition":{"Type":"LATEST"}}""",
            "ResourceNotFoundException", "Consumer {arn}/consumer/none:1, account {account} not found."),
        Policy("TagResource", ""","Tags":{"a":"b"}""", ""),
        Policy("UntagResource", ""","TagKeys":["a"]""", ""),
        new("UpdateAccountSettings", """{"MinimumThroughputBillingCommitment":{"Status":"ENABLED"}}""",
            "MinimumThroughputBillingCommitment", "{}", "ValidationException",
            "1 validation error detected: Value null at 'minimumThroughputBillingCommitment' failed to satisfy constraint: "
            + "Member must not be null"),
        Channel("UpdateChannel"),
        ByArn("UpdateMaxRecordSize", ""","MaxRecordSizeInKiB":2048""", ""),
        Named("UpdateShardCount", ""","TargetShardCount":4,"ScalingType":"UNIFORM_SCALING" """,
            "CurrentShardCount StreamARN StreamName TargetShardCount"),
        ByArn("UpdateStreamMode", ""","StreamModeDetails":{"StreamMode":"ON_DEMAND"}""", ""),
        ByArn("UpdateStreamRecordDistributionStrategy", ""","RecordDistributionStrategy":"USER_PARTITION_KEY" """, ""),
        Named("UpdateStreamWarmThroughput", ""","WarmThroughputMiBps":10""", "StreamARN StreamName WarmThroughput") with
        {
            First = ("UpdateStreamMode", """{"StreamARN":"{arn}","StreamModeDetails":{"StreamMode":"ON_DEMAND"}}"""),
        },
    ];

    private const string PolicyText = ""","Policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"kinesis:PutRecord\",\"Resource\":\"{arn}\"}]}" """;

    private const string Key = ""","EncryptionType":"KMS","KeyId":"alias/aws/kinesis" """;

    private const string Metrics = "CurrentShardLevelMetrics DesiredShardLevelMetrics StreamARN StreamName";

    private static OperationRow Named(string operation, string rest, string members) => With(operation, Stream, rest, members);

    private static OperationRow ByArn(string operation, string rest, string members) => With(operation, Arn, rest, members);

    private static OperationRow Policy(string operation, string rest, string members) =>
        With(operation, """{"ResourceARN":"{arn}"}""", rest, members);

    private static OperationRow With(string operation, string who, string rest, string members)
    {
        var good = string.Concat(who.AsSpan(0, who.Length - 1), rest, "}");
        var bad = good.Replace(who[..^1], who[..^1].Replace("{s}", "nowhere").Replace("{arn}", "{nowhere}"));
        return new OperationRow(operation, good, members, bad, "ResourceNotFoundException", NotThere);
    }

    private static OperationRow Consumer(string operation, string members) =>
        new(operation, """{"ConsumerARN":"{consumer}"}""", members, """{"ConsumerARN":"{arn}/consumer/none:1"}""",
            "ResourceNotFoundException", "Consumer {arn}/consumer/none:1, account {account} not found.");

    private static OperationRow Channel(string operation) =>
        new(operation, null, "", "{}", "InvalidArgumentException",
            $"{operation} is not supported by this server. A Firehose delivery stream with the stream as its source delivers it to S3.");
}
