using Hydrant.Api.Kinesis.CreateStream;
using Hydrant.Api.Kinesis.DeleteStream;
using Hydrant.Api.Kinesis.DeregisterStreamConsumer;
using Hydrant.Api.Kinesis.DescribeStream;
using Hydrant.Api.Kinesis.DescribeStreamConsumer;
using Hydrant.Api.Kinesis.DescribeStreamSummary;
using Hydrant.Api.Kinesis.GetRecords;
using Hydrant.Api.Kinesis.GetShardIterator;
using Hydrant.Api.Kinesis.ListShards;
using Hydrant.Api.Kinesis.ListStreamConsumers;
using Hydrant.Api.Kinesis.ListStreams;
using Hydrant.Api.Kinesis.MergeShards;
using Hydrant.Api.Kinesis.PutRecord;
using Hydrant.Api.Kinesis.PutRecords;
using Hydrant.Api.Kinesis.RegisterStreamConsumer;
using Hydrant.Api.Kinesis.Shared;
using Hydrant.Api.Kinesis.SplitShard;
using Hydrant.Api.Kinesis.SubscribeToShard;
using Hydrant.Api.Kinesis.UpdateShardCount;
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
        return new OperationTable("Kinesis_20131202", Name, KinesisFaults.Of, errorsHaveValues: true)
            .Add(new CreateStreamOperation(streams))
            .Add(new DeleteStreamOperation(streams, consumers))
            .Add(new DeregisterStreamConsumerOperation(lookup, consumers))
            .Add(new DescribeStreamOperation(streams))
            .Add(new DescribeStreamConsumerOperation(lookup))
            .Add(new DescribeStreamSummaryOperation(streams, consumers))
            .Add(new GetRecordsOperation(streams, clock))
            .Add(new GetShardIteratorOperation(streams, clock))
            .Add(new ListShardsOperation(streams, clock))
            .Add(new ListStreamConsumersOperation(streams, consumers, clock))
            .Add(new ListStreamsOperation(streams, clock))
            .Add(new MergeShardsOperation(streams))
            .Add(new PutRecordOperation(streams, clock))
            .Add(new PutRecordsOperation(streams, logs, clock))
            .Add(new RegisterStreamConsumerOperation(streams, consumers))
            .Add(new SplitShardOperation(streams))
            .Add(new SubscribeToShardOperation(lookup, clock))
            .Add(new UpdateShardCountOperation(streams));
    }
}
