using Hydrant.Api.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Quotas;
using Hydrant.Wire.Dispatch;

namespace Hydrant.Api.Kinesis.Rates;

/// <summary>
/// Keeps the rates of the control plane, where limits are kept: by the tag of the stream that is named, else by the
/// server's own word. A stream that is not there counts too, as its caller polls for it.
/// </summary>
public sealed class RateFilter(StreamDirectory streams, TimeProvider clock) : ICallFilter
{
    private readonly RequestRates _calls = new(clock);

    public ValueTask<Fault?> AdmitAsync(Operation operation, object request, CallContext call, CancellationToken ct) =>
        ValueTask.FromResult(call.Service == KinesisService.Name && CallRates.Of(operation.Name) is { } rate
            ? Count(operation.Name, rate, request, call)
            : null);

    private Fault? Count(string operation, CallRate rate, object request, CallContext call)
    {
        var name = StreamNames.Of(streams, request, call);
        var stream = name is not null && StreamName.Parse(name) is { Ok: true } parsed ? parsed.Value : (StreamName?)null;
        if (!streams.IsLimited(call.Tenant, stream)) return null;

        var counted = rate.PerStream ? name : null;
        return _calls.TryCall(operation, call.Tenant, counted, rate.PerSecond)
            ? null
            : StreamTexts.RateExceeded(counted, call.Tenant.Account);
    }
}
