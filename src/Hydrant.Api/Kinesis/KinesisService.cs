using Hydrant.Api.Kinesis.CreateStream;
using Hydrant.Api.Kinesis.DeleteStream;
using Hydrant.Api.Kinesis.DescribeStream;
using Hydrant.Api.Kinesis.DescribeStreamSummary;
using Hydrant.Api.Kinesis.GetRecords;
using Hydrant.Api.Kinesis.GetShardIterator;
using Hydrant.Api.Kinesis.ListShards;
using Hydrant.Api.Kinesis.ListStreams;
using Hydrant.Api.Kinesis.MergeShards;
using Hydrant.Api.Kinesis.PutRecord;
using Hydrant.Api.Kinesis.PutRecords;
using Hydrant.Api.Kinesis.SplitShard;
using Hydrant.Api.Kinesis.UpdateShardCount;
using Hydrant.Storage;
using Hydrant.Streams;
using Hydrant.Wire.Dispatch;

namespace Hydrant.Api.Kinesis;

/// <summary>Kinesis Data Streams as a table. A new operation is a folder beside this file and one line here.</summary>
public static class KinesisService
{
    /// <summary>In credential scopes and ARNs.</summary>
    public const string Name = "kinesis";

    public static OperationTable Operations(StreamDirectory streams, ILogStore logs, TimeProvider clock) =>
        new OperationTable("Kinesis_20131202", Name, KinesisFaults.Of, errorsHaveValues: true)
            .Add(new CreateStreamOperation(streams))
            .Add(new DeleteStreamOperation(streams))
            .Add(new DescribeStreamOperation(streams))
            .Add(new DescribeStreamSummaryOperation(streams))
            .Add(new GetRecordsOperation(streams, clock))
            .Add(new GetShardIteratorOperation(streams, clock))
            .Add(new ListShardsOperation(streams, clock))
            .Add(new ListStreamsOperation(streams, clock))
            .Add(new MergeShardsOperation(streams))
            .Add(new PutRecordOperation(streams, clock))
            .Add(new PutRecordsOperation(streams, logs, clock))
            .Add(new SplitShardOperation(streams))
            .Add(new UpdateShardCountOperation(streams));
}
