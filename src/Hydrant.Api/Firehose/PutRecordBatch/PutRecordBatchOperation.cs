using Hydrant.Api.Firehose.Shared;
using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Streams.Quotas;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.PutRecordBatch;

/// <summary>
/// Takes up to 500 records to be delivered: one append of those that are within the quotas, all of them or none.
/// </summary>
internal sealed class PutRecordBatchOperation(DeliveryDirectory deliveries, TimeProvider clock)
    : Operation<PutRecordBatchRequest, PutRecordBatchResponse>
{
    protected override Shape<PutRecordBatchRequest?> Request => PutRecordBatchShapes.Request;

    protected override Shape<PutRecordBatchResponse?> Response => PutRecordBatchShapes.Response;

    public override async ValueTask<Outcome<PutRecordBatchResponse>> HandleAsync(
        PutRecordBatchRequest request, CallContext call, CancellationToken ct)
    {
        var found = deliveries.FindIntake(request.DeliveryStreamName!, call);
        if (!found.Ok) return found.Fault;

        var (batch, target) = (request.Records!, found.Value);
        if (batch.Buffer.DataBytes > FirehoseLimits.MaxPutRecordBatchBytes)
            return Fault.InvalidArgument("Records size exceeds 4 MB limit");

        var answer = new PutRecordBatchResponse(target, batch);
        if (target.IsLimited)
        {
            var now = ShardGates.Now(clock);
            if (!target.Stream.Gate.TryRequest(now)) return DeliveryTexts.SlowDown;
            batch.RefuseBeyond(target.Stream.Gate, now);
        }

        if (batch.Taken.Count > 0) answer.Range = await target.Intake.PutAsync(batch.Taken, ct);
        return answer;
    }
}
