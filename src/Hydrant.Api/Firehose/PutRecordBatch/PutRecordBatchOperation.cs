using Hydrant.Api.Firehose.Shared;
using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.PutRecordBatch;

/// <summary>Takes up to 500 records to be delivered: one append, all of them or none.</summary>
internal sealed class PutRecordBatchOperation(DeliveryDirectory deliveries)
    : Operation<PutRecordBatchRequest, PutRecordBatchResponse>
{
    protected override Shape<PutRecordBatchRequest?> Request => PutRecordBatchShapes.Request;

    protected override Shape<PutRecordBatchResponse?> Response => PutRecordBatchShapes.Response;

    public override async ValueTask<Outcome<PutRecordBatchResponse>> HandleAsync(
        PutRecordBatchRequest request, CallContext call, CancellationToken ct)
    {
        var found = deliveries.FindIntake(request.DeliveryStreamName!, call);
        if (!found.Ok) return found.Fault;

        var records = request.Records!.Buffer;
        if (records.DataBytes > FirehoseLimits.MaxPutRecordBatchBytes)
            return Fault.InvalidArgument("Records size exceeds 4 MB limit");

        var range = await found.Value.PutAsync(records, ct);
        return new PutRecordBatchResponse(found.Value, range);
    }
}
