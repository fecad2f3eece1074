using Hydrant.Api.Firehose.CreateDeliveryStream;
using Hydrant.Api.Firehose.DeleteDeliveryStream;
using Hydrant.Api.Firehose.DescribeDeliveryStream;
using Hydrant.Api.Firehose.ListDeliveryStreams;
using Hydrant.Api.Firehose.PutRecord;
using Hydrant.Api.Firehose.PutRecordBatch;
using Hydrant.Api.Firehose.UpdateDestination;
using Hydrant.Delivery;
using Hydrant.Wire.Dispatch;

namespace Hydrant.Api.Firehose;

/// <summary>Data Firehose as a table. A new operation is a folder beside this file and one line here.</summary>
public static class FirehoseService
{
    public static OperationTable Operations(DeliveryDirectory deliveries) =>
        new OperationTable("Firehose_20150804", "firehose", FirehoseFaults.Of, errorsHaveValues: false)
            .Add(new CreateDeliveryStreamOperation(deliveries))
            .Add(new DeleteDeliveryStreamOperation(deliveries))
            .Add(new DescribeDeliveryStreamOperation(deliveries))
            .Add(new ListDeliveryStreamsOperation(deliveries))
            .Add(new PutRecordOperation(deliveries))
            .Add(new PutRecordBatchOperation(deliveries))
            .Add(new UpdateDestinationOperation(deliveries));
}
