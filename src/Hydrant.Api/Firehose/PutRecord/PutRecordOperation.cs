using Hydrant.Api.Firehose.Shared;
using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Delivery.Quotas;
using Hydrant.Streams.Quotas;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.PutRecord;

/// <summary>Takes one record to be delivered.</summary>
internal sealed class PutRecordOperation(DeliveryDirectory deliveries, TimeProvider clock)
    : Operation<PutRecordRequest, PutRecordResponse>
{
    protected override Shape<PutRecordRequest?> Request => PutRecordShapes.Request;

    protected override Shape<PutRecordResponse?> Response => PutRecordShapes.Response;

    public override async ValueTask<Outcome<PutRecordResponse>> HandleAsync(
        PutRecordRequest request, CallContext call, CancellationToken ct)
    {
        var found = deliveries.FindIntake(request.DeliveryStreamName!, call);
        if (!found.Ok) return found.Fault;

        var target = found.Value;
        var isEncrypted = target.IsEncrypted;
        if (target.IsLimited && !IsWithinQuota(target.Stream.Gate, request.Record!.DataLength)) return DeliveryTexts.SlowDown;

        var range = await target.Intake.PutAsync(request.Record!.Buffer, ct);
        return new PutRecordResponse
        {
            RecordId = target.Intake.RecordIdOf(range.First, range.ArrivedAtMs), IsEncrypted = isEncrypted,
        };
    }

    private bool IsWithinQuota(IntakeGate gate, int bytes)
    {
        var now = ShardGates.Now(clock);
        return gate.TryRequest(now) && gate.TryRecord(bytes, now);
    }
}
