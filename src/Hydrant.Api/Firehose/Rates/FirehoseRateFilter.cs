using Hydrant.Api.Shared;
using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Streams.Quotas;
using Hydrant.Wire.Dispatch;

namespace Hydrant.Api.Firehose.Rates;

/// <summary>
/// Keeps the rates of the control plane, where limits are kept: each operation so many times a second for an account and
/// Region. Whether they are is said by the tag of the delivery stream that is named, else by the server's own word.
/// </summary>
public sealed class FirehoseRateFilter(DeliveryDirectory deliveries, TimeProvider clock) : ICallFilter
{
    private readonly RequestRates _calls = new(clock);

    public ValueTask<Fault?> AdmitAsync(Operation operation, object request, CallContext call, CancellationToken ct) =>
        ValueTask.FromResult(
            call.Service == FirehoseService.Name && operation.Name is not ("PutRecord" or "PutRecordBatch")
            && deliveries.KeepsLimits(call.Tenant, (request as INamesStream)?.Stream)
            && !_calls.TryCall(operation.Name, call.Tenant, stream: null, FirehoseLimits.ControlCallsPerSecond)
                ? DeliveryTexts.RateExceeded(call.Tenant)
                : null);
}
