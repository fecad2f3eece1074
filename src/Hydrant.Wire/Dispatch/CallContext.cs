using Hydrant.Core;
using Hydrant.Wire.SigV4;

namespace Hydrant.Wire.Dispatch;

/// <summary>What an operation may know of its call besides the request.</summary>
/// <param name="Caller">Who calls.</param>
/// <param name="ArrivedAt">When the request was complete.</param>
public sealed record CallContext(Caller Caller, DateTimeOffset ArrivedAt)
{
    public Tenant Tenant => Caller.Tenant;
}
