using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.GetRegistry;

/// <summary>Tells of a registry.</summary>
internal sealed class GetRegistryOperation(DataCatalog catalog) : Operation<RegistryRequest, RegistryView>
{
    protected override Shape<RegistryRequest?> Request => RegistryRequests.OneRegistry;

    protected override Shape<RegistryView?> Response => RegistryAnswers.Registry;

    public override async ValueTask<Outcome<RegistryView>> HandleAsync(
        RegistryRequest request, CallContext call, CancellationToken ct)
    {
        var name = request.RegistryId!.Name;
        if (!name.Ok) return name.Fault;
        var found = await catalog.Registries.FindAsync(call.Tenant, name.Value, ct);
        return found.Ok ? new RegistryView(found.Value, call.Tenant) : found.Fault;
    }
}
