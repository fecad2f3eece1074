using Hydrant.Api.Firehose.Shared;
using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.PutRecord;

/// <summary>Takes one record to be delivered.</summary>
internal sealed class PutRecordOperation(DeliveryDirectory deliveries) : Operation<PutRecordRequest, PutRecordResponse>
{
    protected override Shape<PutRecordRequest?> Request => PutRecordShapes.Request;

    protected override Shape<PutRecordResponse?> Response => PutRecordShapes.Response;

    public override async ValueTask<Outcome<PutRecordResponse>> HandleAsync(
        PutRecordRequest request, CallContext call, CancellationToken ct)
    {
        var found = deliveries.FindIntake(request.DeliveryStreamName!, call);
        if (!found.Ok) return found.Fault;

        var range = await found.Value.PutAsync(request.Record!.Buffer, ct);
        return new PutRecordResponse { RecordId = found.Value.RecordIdOf(range.First, range.ArrivedAtMs) };
    }
}
