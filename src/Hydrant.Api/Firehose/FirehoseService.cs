using Hydrant.Api.Firehose.CreateDeliveryStream;
using Hydrant.Api.Firehose.DeleteDeliveryStream;
using Hydrant.Api.Firehose.DescribeDeliveryStream;
using Hydrant.Api.Firehose.ListDeliveryStreams;
using Hydrant.Api.Firehose.ListTagsForDeliveryStream;
using Hydrant.Api.Firehose.PutRecord;
using Hydrant.Api.Firehose.PutRecordBatch;
using Hydrant.Api.Firehose.StartDeliveryStreamEncryption;
using Hydrant.Api.Firehose.StopDeliveryStreamEncryption;
using Hydrant.Api.Firehose.TagDeliveryStream;
using Hydrant.Api.Firehose.UntagDeliveryStream;
using Hydrant.Api.Firehose.UpdateDestination;
using Hydrant.Delivery;
using Hydrant.Wire.Dispatch;

namespace Hydrant.Api.Firehose;

/// <summary>Data Firehose as a table. A new operation is a folder beside this file and one line here.</summary>
public static class FirehoseService
{
    /// <summary>In credential scopes and ARNs.</summary>
    public const string Name = "firehose";

    public static OperationTable Operations(DeliveryDirectory deliveries, TimeProvider clock) =>
        new OperationTable("Firehose_20150804", Name, FirehoseFaults.Of, errorsHaveValues: false)
            .Add(new CreateDeliveryStreamOperation(deliveries))
            .Add(new DeleteDeliveryStreamOperation(deliveries))
            .Add(new DescribeDeliveryStreamOperation(deliveries))
            .Add(new ListDeliveryStreamsOperation(deliveries))
            .Add(new ListTagsForDeliveryStreamOperation(deliveries))
            .Add(new PutRecordOperation(deliveries, clock))
            .Add(new PutRecordBatchOperation(deliveries, clock))
            .Add(new StartDeliveryStreamEncryptionOperation(deliveries))
            .Add(new StopDeliveryStreamEncryptionOperation(deliveries))
            .Add(new TagDeliveryStreamOperation(deliveries))
            .Add(new UntagDeliveryStreamOperation(deliveries))
            .Add(new UpdateDestinationOperation(deliveries));
}
