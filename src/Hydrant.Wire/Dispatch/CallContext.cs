using Hydrant.Core;
using Hydrant.Wire.SigV4;

namespace Hydrant.Wire.Dispatch;

/// <summary>What an operation may know of its call besides the request.</summary>
/// <param name="Caller">Who calls.</param>
/// <param name="ArrivedAt">When the request was complete.</param>
public sealed record CallContext(Caller Caller, DateTimeOffset ArrivedAt)
{
    public Tenant Tenant => Caller.Tenant;

    /// <summary>The service that is called, e.g. <c>kinesis</c>.</summary>
    public string Service { get; init; } = "";

    /// <summary>Set by a filter for an operation that takes many records at once; null lets all of them be.</summary>
    public IRecordFailures? RecordFailures { get; set; }

    /// <summary>Asked in this order; the first fault is the answer.</summary>
    internal IReadOnlyList<ICallFilter> Filters { get; init; } = [];

    internal async ValueTask<Fault?> AdmitAsync(Operation operation, object request, CancellationToken ct)
    {
        for (var i = 0; i < Filters.Count; i++)
        {
            if (await Filters[i].AdmitAsync(operation, request, this, ct) is { } refused) return refused;
        }

        return null;
    }
}
