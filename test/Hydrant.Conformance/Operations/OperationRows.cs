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
        new("DescribeAccountSettings", "{}", "{MinimumThroughputBillingCommitment:{Status:s}}", null),
        Channel("DescribeChannel"),
        new("DescribeLimits", "{}",
            "{ChannelCount:i,ChannelCountLimit:i,OnDemandStreamCount:i,OnDemandStreamCountLimit:i,OpenShardCount:i,"
            + "ShardLimit:i}",
            null),
        Named("DescribeStream", "",
            "{StreamDescription:{EncryptionType:s,EnhancedMonitoring:[{ShardLevelMetrics:[]}],HasMoreShards:b,KeyId:s,"
            + "RetentionPeriodHours:i,Shards:[" + Shard + "],StreamARN:s,StreamCreationTimestamp:t,"
            + "StreamModeDetails:{StreamMode:s},StreamName:s,StreamStatus:s}}") with
        {
            First = ("StartStreamEncryption", """{"StreamName":"{s}" """ + Key + "}"),
        },
        Consumer("DescribeStreamConsumer", "{ConsumerDescription:{" + OfConsumer + ",StreamARN:s}}"),
        Named("DescribeStreamSummary", "",
            "{StreamDescriptionSummary:{ChannelCount:i,ConsumerCount:i,EncryptionType:s,"
            + "EnhancedMonitoring:[{ShardLevelMetrics:[s]}],MaxRecordSizeInKiB:i,OpenShardCount:i,"
            + "RetentionPeriodHours:i,StreamARN:s,StreamCreationTimestamp:t,"
            + "StreamModeDetails:{StreamMode:s},StreamName:s,StreamStatus:s}}") with
        {
            First = ("EnableEnhancedMonitoring", """{"StreamName":"{s}","ShardLevelMetrics":["ALL"]}"""),
        },
        Named("DisableEnhancedMonitoring", ""","ShardLevelMetrics":["IncomingBytes"]""", Metrics("[s]", "[s]")) with
        {
            First = ("EnableEnhancedMonitoring", """{"StreamName":"{s}","ShardLevelMetrics":["ALL"]}"""),
        },
        Named("EnableEnhancedMonitoring", ""","ShardLevelMetrics":["ALL"]""", Metrics("[]", "[s]")),
        new("GetRecords", """{"ShardIterator":"{iterator}"}""",
            "{MillisBehindLatest:i,NextShardIterator:s,Records:[" + Record + "]}",
            """{"ShardIterator":"AAAA"}""", "InvalidArgumentException", "Invalid ShardIterator."),
        Policy("GetResourcePolicy", "", "{Policy:s}"),
        new("GetShardIterator", """{"StreamName":"{s}","ShardId":"shardId-000000000000","ShardIteratorType":"LATEST"}""",
            "{ShardIterator:s}", """{"StreamName":"nowhere","ShardId":"shard-0","ShardIteratorType":"LATEST"}""",
            "ResourceNotFoundException",
            "Shard shardId-000000000000 in stream nowhere under account {account} does not exist"),
        Named("IncreaseStreamRetentionPeriod", ""","RetentionPeriodHours":48""", ""),
        Channel("ListChannels"),
        Named("ListShards", "", "{Shards:[" + Closed + "|" + Merged + "]}") with
        {
            First = ("MergeShards",
                """{"StreamName":"{s}","ShardToMerge":"shardId-000000000000","AdjacentShardToMerge":"shardId-000000000001"}"""),
        },
        ByArn("ListStreamConsumers", "", "{Consumers:[{" + OfConsumer + "}]}"),
        new("ListStreams", "{}", "{HasMoreStreams:b,StreamNames:[s],StreamSummaries:[{StreamARN:s,"
            + "StreamCreationTimestamp:t,StreamModeDetails:{StreamMode:s},StreamName:s,StreamStatus:s}]}",
            """{"Limit":0}""", "ValidationException",
            "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: "
            + "Member must have value greater than or equal to 1"),
        Policy("ListTagsForResource", "", "{Tags:[{Key:s,Value:s}]}"),
        Named("ListTagsForStream", "", "{HasMoreTags:b,Tags:[{Key:s,Value:s}]}"),
        Named("MergeShards",
            ""","ShardToMerge":"shardId-000000000000","AdjacentShardToMerge":"shardId-000000000001" """, ""),
        Named("PutRecord", ""","Data":"YQ==","PartitionKey":"a" """, "{SequenceNumber:s,ShardId:s}"),
        Named("PutRecords", ""","Records":[{"Data":"YQ==","PartitionKey":"a"}]""",
            "{FailedRecordCount:i,Records:[{SequenceNumber:s,ShardId:s}]}"),
        Policy("PutResourcePolicy", PolicyText, ""),
        ByArn("RegisterStreamConsumer", ""","ConsumerName":"second" """, "{Consumer:{" + OfConsumer + "}}"),
        Named("RemoveTagsFromStream", ""","TagKeys":["a"]""", ""),
        Named("SplitShard", ""","ShardToSplit":"shardId-000000000000","NewStartingHashKey":"1000" """, ""),
        Named("StartStreamEncryption", Key, ""),
        Named("StopStreamEncryption", Key, ""),
        new("SubscribeToShard",
            """{"ConsumerARN":"{consumer}","ShardId":"shardId-000000000000","StartingPosition":{"Type":"LATEST"}}""",
            "initial-response application/x-amz-*-1.1 {}; " + Event("") + "; " + Event(Record),
            """{"ConsumerARN":"{arn}/consumer/none:1","ShardId":"shardId-000000000000","StartingPosition":{"Type":"LATEST"}}""",
            "ResourceNotFoundException", "Consumer {arn}/consumer/none:1, account {account} not found."),
        Policy("TagResource", ""","Tags":{"a":"b"}""", ""),
        Policy("UntagResource", ""","TagKeys":["a"]""", ""),
        new("UpdateAccountSettings", """{"MinimumThroughputBillingCommitment":{"Status":"ENABLED"}}""",
            "{MinimumThroughputBillingCommitment:{EarliestAllowedEndAt:t,StartedAt:t,Status:s}}", "{}", "ValidationException",
            "1 validation error detected: Value null at 'minimumThroughputBillingCommitment' failed to satisfy constraint: "
            + "Member must not be null"),
        Channel("UpdateChannel"),
        ByArn("UpdateMaxRecordSize", ""","MaxRecordSizeInKiB":2048""", ""),
        Named("UpdateShardCount", ""","TargetShardCount":4,"ScalingType":"UNIFORM_SCALING" """,
            "{CurrentShardCount:i,StreamARN:s,StreamName:s,TargetShardCount:i}"),
        ByArn("UpdateStreamMode", ""","StreamModeDetails":{"StreamMode":"ON_DEMAND"}""", ""),
        ByArn("UpdateStreamRecordDistributionStrategy", ""","RecordDistributionStrategy":"USER_PARTITION_KEY" """, ""),
        Named("UpdateStreamWarmThroughput", ""","WarmThroughputMiBps":10""",
            "{StreamARN:s,StreamName:s,WarmThroughput:{CurrentMiBps:i,TargetMiBps:i}}") with
        {
            First = ("UpdateStreamMode", """{"StreamARN":"{arn}","StreamModeDetails":{"StreamMode":"ON_DEMAND"}}"""),
        },
    ];

    private const string PolicyText = ""","Policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"kinesis:PutRecord\",\"Resource\":\"{arn}\"}]}" """;

    private const string Key = ""","EncryptionType":"KMS","KeyId":"alias/aws/kinesis" """;

    private const string Range = "HashKeyRange:{EndingHashKey:s,StartingHashKey:s}";
    private const string Ended = "SequenceNumberRange:{EndingSequenceNumber:s,StartingSequenceNumber:s},ShardId:s";
    private const string Begun = "SequenceNumberRange:{StartingSequenceNumber:s},ShardId:s";
    private const string Shard = "{" + Range + "," + Begun + "}";
    private const string Closed = "{" + Range + "," + Ended + "}";
    private const string Merged = "{AdjacentParentShardId:s," + Range + ",ParentShardId:s," + Begun + "}";
    private const string Record = "{ApproximateArrivalTimestamp:t,Data:s,PartitionKey:s,SequenceNumber:s}";
    private const string OfConsumer = "ConsumerARN:s,ConsumerCreationTimestamp:t,ConsumerName:s,ConsumerStatus:s";

    private static string Metrics(string before, string after) =>
        $"{{CurrentShardLevelMetrics:{before},DesiredShardLevelMetrics:{after},StreamARN:s,StreamName:s}}";

    private static string Event(string records) =>
        "SubscribeToShardEvent application/x-amz-*-1.1 "
        + $"{{ContinuationSequenceNumber:s,MillisBehindLatest:i,Records:[{records}]}}";

    private static OperationRow Named(string operation, string rest, string shape) => With(operation, Stream, rest, shape);

    private static OperationRow ByArn(string operation, string rest, string shape) => With(operation, Arn, rest, shape);

    private static OperationRow Policy(string operation, string rest, string shape) =>
        With(operation, """{"ResourceARN":"{arn}"}""", rest, shape);

    private static OperationRow With(string operation, string who, string rest, string shape)
    {
        var good = string.Concat(who.AsSpan(0, who.Length - 1), rest, "}");
        var bad = good.Replace(who[..^1], who[..^1].Replace("{s}", "nowhere").Replace("{arn}", "{nowhere}"));
        return new OperationRow(operation, good, shape, bad, "ResourceNotFoundException", NotThere);
    }

    private static OperationRow Consumer(string operation, string shape) =>
        new(operation, """{"ConsumerARN":"{consumer}"}""", shape, """{"ConsumerARN":"{arn}/consumer/none:1"}""",
            "ResourceNotFoundException", "Consumer {arn}/consumer/none:1, account {account} not found.");

    private static OperationRow Channel(string operation) =>
        new(operation, null, "", "{}", "InvalidArgumentException",
            $"{operation} is not supported by this server. "
            + "A Firehose delivery stream with the stream as its source delivers it to S3.");
}
