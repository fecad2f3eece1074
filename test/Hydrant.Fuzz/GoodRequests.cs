namespace Hydrant.Fuzz;

/// <summary>One request of each operation, as a client would send it, to be bent.</summary>
internal static class GoodRequests
{
    private const string Number = "49646437577108476416916876405825929425585429676275269634";
    private const string There = "arn:aws:kinesis:us-east-1:123456789012:stream/there";
    private const string Role = "arn:aws:iam::123456789012:role/r";

    public static readonly (string Operation, string Body)[] Kinesis =
    [
        ("CreateStream", """
            {"StreamName":"new","ShardCount":2,"StreamModeDetails":{"StreamMode":"PROVISIONED"},"Tags":{"a":"b"}}
            """),
        ("DeleteStream", """{"StreamName":"gone","EnforceConsumerDeletion":true}"""),
        ("SplitShard", """
            {"StreamName":"there","ShardToSplit":"shardId-000000000001",
            "NewStartingHashKey":"255211775190703847597530955573826158592"}
            """),
        ("MergeShards", """
            {"StreamName":"there","ShardToMerge":"shardId-000000000002","AdjacentShardToMerge":"shardId-000000000003"}
            """),
        ("UpdateShardCount",
            """{"StreamName":"there","TargetShardCount":3,"ScalingType":"UNIFORM_SCALING"}"""),
        ("RegisterStreamConsumer", $$"""{"StreamARN":"{{There}}","ConsumerName":"c","Tags":{"a":"b"} }"""),
        ("DeregisterStreamConsumer", $$"""{"StreamARN":"{{There}}","ConsumerName":"c"}"""),
        ("DescribeStreamConsumer", $$"""{"ConsumerARN":"{{There}}/consumer/c:1700000000"}"""),
        ("ListStreamConsumers", $$"""{"StreamARN":"{{There}}","MaxResults":1,"StreamCreationTimestamp":1e9}"""),
        ("SubscribeToShard", $$"""
            {"ConsumerARN":"{{There}}/consumer/c:1700000000","ShardId":"shardId-000000000000",
            "StartingPosition":{"Type":"AT_SEQUENCE_NUMBER","SequenceNumber":"{{Number}}","Timestamp":1e9} }
            """),
        ("DescribeStream", """{"StreamName":"there","Limit":3,"ExclusiveStartShardId":"shardId-000000000000"}"""),
        ("DescribeStreamSummary", """{"StreamARN":"arn:aws:kinesis:us-east-1:123456789012:stream/there"}"""),
        ("ListStreams", """{"Limit":1,"NextToken":"MTIzfDF8c3RyZWFtc3wxfGE="}"""),
        ("ListShards", """
            {"StreamName":"there","MaxResults":1,"ShardFilter":{"Type":"AT_TIMESTAMP","Timestamp":1700000000.5}}
            """),
        ("PutRecord", $$"""
            {"StreamName":"there","Data":"aGVsbG8=","PartitionKey":"key","ExplicitHashKey":"12345",
            "SequenceNumberForOrdering":"{{Number}}"}
            """),
        ("PutRecords", """
            {"StreamName":"there","Records":[{"Data":"aGVsbG8=","PartitionKey":"a"},
            {"PartitionKey":"b","Data":"","ExplicitHashKey":"0"}]}
            """),
        ("GetShardIterator", $$"""
            {"StreamName":"there","ShardId":"shardId-000000000000","ShardIteratorType":"AT_SEQUENCE_NUMBER",
            "StartingSequenceNumber":"{{Number}}","Timestamp":1e9}
            """),
        ("GetRecords", """{"ShardIterator":"AQAAAAEAAAAAAAAAAgAAAAAAAACUpwf8oQEAACsETtk=","Limit":10}"""),
        ("AddTagsToStream", """{"StreamName":"there","Tags":{"team":"lake","zone":""}}"""),
        ("RemoveTagsFromStream", """{"StreamName":"there","TagKeys":["team","zone"]}"""),
        ("ListTagsForStream", """{"StreamName":"there","ExclusiveStartTagKey":"a","Limit":5}"""),
        ("TagResource", $$$"""{"ResourceARN":"{{{There}}}","Tags":{"a":"b"} }"""),
        ("UntagResource", $$"""{"ResourceARN":"{{There}}","TagKeys":["a"]}"""),
        ("ListTagsForResource", $$"""{"ResourceARN":"{{There}}"}"""),
        ("IncreaseStreamRetentionPeriod", """{"StreamName":"there","RetentionPeriodHours":48}"""),
        ("DecreaseStreamRetentionPeriod", """{"StreamName":"there","RetentionPeriodHours":24}"""),
        ("UpdateStreamMode", $$$"""
            {"StreamARN":"{{{There}}}","StreamModeDetails":{"StreamMode":"ON_DEMAND"},"WarmThroughputMiBps":0}
            """),
        ("UpdateStreamWarmThroughput", """{"StreamName":"there","WarmThroughputMiBps":1}"""),
        ("UpdateStreamRecordDistributionStrategy", $$"""
            {"StreamARN":"{{There}}","RecordDistributionStrategy":"AUTO"}
            """),
        ("UpdateMaxRecordSize", $$"""{"StreamARN":"{{There}}","MaxRecordSizeInKiB":2048}"""),
        ("EnableEnhancedMonitoring", """{"StreamName":"there","ShardLevelMetrics":["IncomingBytes","OutgoingBytes"]}"""),
        ("DisableEnhancedMonitoring", """{"StreamName":"there","ShardLevelMetrics":["ALL"]}"""),
        ("StartStreamEncryption", """{"StreamName":"there","EncryptionType":"KMS","KeyId":"alias/aws/kinesis"}"""),
        ("StopStreamEncryption", """{"StreamName":"there","EncryptionType":"KMS","KeyId":"alias/aws/kinesis"}"""),
        ("PutResourcePolicy", $$"""
            {"ResourceARN":"{{There}}","Policy":"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",
            \"Action\":[\"kinesis:PutRecord\"],\"Resource\":\"{{There}}\"}]}"}
            """.ReplaceLineEndings("")),
        ("GetResourcePolicy", $$"""{"ResourceARN":"{{There}}"}"""),
        ("DeleteResourcePolicy", $$"""{"ResourceARN":"{{There}}"}"""),
        ("RegisterStreamConsumer", $$$"""{"StreamARN":"{{{There}}}","ConsumerName":"c","Tags":{"a":"b"} }"""),
        ("DeregisterStreamConsumer", $$"""{"StreamARN":"{{There}}","ConsumerName":"c"}"""),
        ("DescribeStreamConsumer", $$"""{"ConsumerARN":"{{There}}/consumer/c:1700000000"}"""),
        ("ListStreamConsumers", $$"""{"StreamARN":"{{There}}","MaxResults":3}"""),
        ("SubscribeToShard", $$$"""
            {"ConsumerARN":"{{{There}}}/consumer/c:1700000000","ShardId":"shardId-000000000000",
            "StartingPosition":{"Type":"AT_TIMESTAMP","Timestamp":1700000000.5} }
            """),
        ("DescribeLimits", "{}"),
        ("DescribeAccountSettings", "{}"),
        ("UpdateAccountSettings", """{"MinimumThroughputBillingCommitment":{"Status":"ENABLED"}}"""),
        ("CreateChannel", """{"ChannelName":"c"}"""),
        ("DeleteChannel", """{"ChannelARN":"arn:aws:kinesis:us-east-1:123456789012:channel/c"}"""),
        ("DescribeChannel", """{"ChannelARN":"arn:aws:kinesis:us-east-1:123456789012:channel/c"}"""),
        ("ListChannels", """{"MaxResults":5}"""),
        ("UpdateChannel", """{"ChannelARN":"arn:aws:kinesis:us-east-1:123456789012:channel/c"}"""),
    ];

    public static readonly (string Operation, string Body)[] Firehose =
    [
        ("CreateDeliveryStream", $$"""
            {"DeliveryStreamName":"new","DeliveryStreamType":"DirectPut","ExtendedS3DestinationConfiguration":{
            "RoleARN":"{{Role}}","BucketARN":"arn:aws:s3:::b","Prefix":"p/!{timestamp:yyyy}/",
            "BufferingHints":{"SizeInMBs":1,"IntervalInSeconds":60},"CompressionFormat":"GZIP"},
            "DeliveryStreamEncryptionConfigurationInput":{"KeyType":"AWS_OWNED_CMK"},"Tags":[{"Key":"a","Value":"b"}]}
            """),
        ("CreateDeliveryStream", $$"""
            {"DeliveryStreamName":"fan","DeliveryStreamType":"KinesisStreamAsSource",
            "KinesisStreamSourceConfiguration":{"RoleARN":"{{Role}}",
            "KinesisStreamARN":"arn:aws:kinesis:us-east-1:123456789012:stream/there"},
            "S3DestinationConfiguration":{"RoleARN":"{{Role}}","BucketARN":"arn:aws:s3:::b"} }
            """),
        ("DescribeDeliveryStream", """{"DeliveryStreamName":"there","Limit":1,"ExclusiveStartDestinationId":"d"}"""),
        ("ListDeliveryStreams", """{"Limit":1,"DeliveryStreamType":"DirectPut"}"""),
        ("DeleteDeliveryStream", """{"DeliveryStreamName":"gone","AllowForceDelete":true}"""),
        ("ListTagsForDeliveryStream", """{"DeliveryStreamName":"there","ExclusiveStartTagKey":"a","Limit":1}"""),
        ("PutRecord", """{"DeliveryStreamName":"there","Record":{"Data":"aGVsbG8="}}"""),
        ("PutRecordBatch", """
            {"DeliveryStreamName":"there","Records":[{"Data":"aGVsbG8="},{"Data":"d29ybGQ="}]}
            """),
        ("StartDeliveryStreamEncryption", """
            {"DeliveryStreamName":"there","DeliveryStreamEncryptionConfigurationInput":{"KeyType":"CUSTOMER_MANAGED_CMK",
            "KeyARN":"arn:aws:kms:us-east-1:123456789012:key/k"}}
            """),
        ("StopDeliveryStreamEncryption", """{"DeliveryStreamName":"there"}"""),
        ("TagDeliveryStream", """{"DeliveryStreamName":"there","Tags":[{"Key":"a","Value":"b"}]}"""),
        ("UntagDeliveryStream", """{"DeliveryStreamName":"there","TagKeys":["a"]}"""),
        ("UpdateDestination", """
            {"DeliveryStreamName":"there","CurrentDeliveryStreamVersionId":"1","DestinationId":"destinationId-000000000001",
            "ExtendedS3DestinationUpdate":{"Prefix":"p/"} }
            """),
    ];
}
