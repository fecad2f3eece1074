using Hydrant.Core;
using Hydrant.Wire.Dispatch;

namespace Hydrant.Api.Glue.Shared;

/// <summary>An account has one catalogue, whose id is the account's.</summary>
internal static class CatalogIds
{
    /// <summary>The fault when the request is about a catalogue that is not the caller's.</summary>
    public static Fault? Elsewhere(this ICatalogRequest request, CallContext call) =>
        request.CatalogId is null || request.CatalogId == call.Tenant.Account
            ? null
            : Fault.NotFound($"Catalog {request.CatalogId} not found.");
}
