using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.DeleteRegistry;

/// <summary>Removes a registry with its schemas.</summary>
internal sealed class DeleteRegistryOperation(DataCatalog catalog) : Operation<RegistryRequest, RegistryView>
{
    protected override Shape<RegistryRequest?> Request => RegistryRequests.OneRegistry;

    protected override Shape<RegistryView?> Response => RegistryAnswers.GoneRegistry;

    public override async ValueTask<Outcome<RegistryView>> HandleAsync(
        RegistryRequest request, CallContext call, CancellationToken ct)
    {
        var name = request.RegistryId!.Name;
        if (!name.Ok) return name.Fault;
        var found = await catalog.Registries.DeleteAsync(call.Tenant, name.Value, ct);
        return found.Ok ? new RegistryView(found.Value, call.Tenant) : found.Fault;
    }
}
