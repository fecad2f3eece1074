using Hydrant.Api.Kinesis.AddTagsToStream;
using Hydrant.Api.Kinesis.Channels;
using Hydrant.Api.Kinesis.CreateStream;
using Hydrant.Api.Kinesis.DecreaseStreamRetentionPeriod;
using Hydrant.Api.Kinesis.DeleteResourcePolicy;
using Hydrant.Api.Kinesis.DeleteStream;
using Hydrant.Api.Kinesis.DeregisterStreamConsumer;
using Hydrant.Api.Kinesis.DescribeAccountSettings;
using Hydrant.Api.Kinesis.DescribeLimits;
using Hydrant.Api.Kinesis.DescribeStream;
using Hydrant.Api.Kinesis.DescribeStreamConsumer;
using Hydrant.Api.Kinesis.DescribeStreamSummary;
using Hydrant.Api.Kinesis.DisableEnhancedMonitoring;
using Hydrant.Api.Kinesis.EnableEnhancedMonitoring;
using Hydrant.Api.Kinesis.GetRecords;
using Hydrant.Api.Kinesis.GetResourcePolicy;
using Hydrant.Api.Kinesis.GetShardIterator;
using Hydrant.Api.Kinesis.IncreaseStreamRetentionPeriod;
using Hydrant.Api.Kinesis.ListShards;
using Hydrant.Api.Kinesis.ListStreamConsumers;
using Hydrant.Api.Kinesis.ListStreams;
using Hydrant.Api.Kinesis.ListTagsForResource;
using Hydrant.Api.Kinesis.ListTagsForStream;
using Hydrant.Api.Kinesis.MergeShards;
using Hydrant.Api.Kinesis.PutRecord;
using Hydrant.Api.Kinesis.PutRecords;
using Hydrant.Api.Kinesis.PutResourcePolicy;
using Hydrant.Api.Kinesis.RegisterStreamConsumer;
using Hydrant.Api.Kinesis.RemoveTagsFromStream;
using Hydrant.Api.Kinesis.Shared;
using Hydrant.Api.Kinesis.SplitShard;
using Hydrant.Api.Kinesis.StartStreamEncryption;
using Hydrant.Api.Kinesis.StopStreamEncryption;
using Hydrant.Api.Kinesis.SubscribeToShard;
using Hydrant.Api.Kinesis.TagResource;
using Hydrant.Api.Kinesis.UntagResource;
using Hydrant.Api.Kinesis.UpdateAccountSettings;
using Hydrant.Api.Kinesis.UpdateMaxRecordSize;
using Hydrant.Api.Kinesis.UpdateShardCount;
using Hydrant.Api.Kinesis.UpdateStreamMode;
using Hydrant.Api.Kinesis.UpdateStreamRecordDistributionStrategy;
using Hydrant.Api.Kinesis.UpdateStreamWarmThroughput;
using Hydrant.Storage;
using Hydrant.Streams;
using Hydrant.Streams.Consumers;
using Hydrant.Wire.Dispatch;

namespace Hydrant.Api.Kinesis;

/// <summary>Kinesis Data Streams as a table. A new operation is a folder beside this file and one line here.</summary>
public static class KinesisService
{
    /// <summary>In credential scopes and ARNs.</summary>
    public const string Name = "kinesis";

    public static OperationTable Operations(
        StreamDirectory streams, ConsumerDirectory consumers, ILogStore logs, TimeProvider clock)
    {
        var lookup = new ConsumerLookup(streams, consumers);
        var resources = new ResourceLookup(streams, lookup, consumers);
        return new OperationTable("Kinesis_20131202", Name, KinesisFaults.Of, errorsHaveValues: true)
            .Add(new AddTagsToStreamOperation(streams))
            .Add(new CreateChannelOperation())
            .Add(new CreateStreamOperation(streams))
            .Add(new DecreaseStreamRetentionPeriodOperation(streams, clock))
            .Add(new DeleteChannelOperation())
            .Add(new DeleteResourcePolicyOperation(resources))
            .Add(new DeleteStreamOperation(streams, consumers))
            .Add(new DeregisterStreamConsumerOperation(lookup, consumers))
            .Add(new DescribeAccountSettingsOperation(streams))
            .Add(new DescribeChannelOperation())
            .Add(new DescribeLimitsOperation(streams))
            .Add(new DescribeStreamOperation(streams))
            .Add(new DescribeStreamConsumerOperation(lookup))
            .Add(new DescribeStreamSummaryOperation(streams, consumers))
            .Add(new DisableEnhancedMonitoringOperation(streams))
            .Add(new EnableEnhancedMonitoringOperation(streams))
            .Add(new GetRecordsOperation(streams, clock))
            .Add(new GetResourcePolicyOperation(resources))
            .Add(new GetShardIteratorOperation(streams, clock))
            .Add(new IncreaseStreamRetentionPeriodOperation(streams, clock))
            .Add(new ListChannelsOperation())
            .Add(new ListShardsOperation(streams, clock))
            .Add(new ListStreamConsumersOperation(streams, consumers, clock))
            .Add(new ListStreamsOperation(streams, clock))
            .Add(new ListTagsForResourceOperation(resources))
            .Add(new ListTagsForStreamOperation(streams))
            .Add(new MergeShardsOperation(streams))
            .Add(new PutRecordOperation(streams, clock))
            .Add(new PutRecordsOperation(streams, logs, clock))
            .Add(new PutResourcePolicyOperation(resources))
            .Add(new RegisterStreamConsumerOperation(streams, consumers))
            .Add(new RemoveTagsFromStreamOperation(streams))
            .Add(new SplitShardOperation(streams))
            .Add(new StartStreamEncryptionOperation(streams, clock))
            .Add(new StopStreamEncryptionOperation(streams, clock))
            .Add(new SubscribeToShardOperation(lookup, clock))
            .Add(new TagResourceOperation(resources))
            .Add(new UntagResourceOperation(resources))
            .Add(new UpdateAccountSettingsOperation(streams))
            .Add(new UpdateChannelOperation())
            .Add(new UpdateMaxRecordSizeOperation(streams))
            .Add(new UpdateShardCountOperation(streams))
            .Add(new UpdateStreamModeOperation(streams))
            .Add(new UpdateStreamRecordDistributionStrategyOperation(streams))
            .Add(new UpdateStreamWarmThroughputOperation(streams));
    }
}
