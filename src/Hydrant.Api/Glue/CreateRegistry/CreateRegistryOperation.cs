using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.CreateRegistry;

/// <summary>Makes a registry.</summary>
internal sealed class CreateRegistryOperation(DataCatalog catalog) : Operation<CreateRegistryRequest, RegistryView>
{
    protected override Shape<CreateRegistryRequest?> Request => CreateRegistryShapes.Request;

    protected override Shape<RegistryView?> Response => RegistryAnswers.NewRegistry;

    public override async ValueTask<Outcome<RegistryView>> HandleAsync(
        CreateRegistryRequest request, CallContext call, CancellationToken ct)
    {
        var made = await catalog.Registries.CreateAsync(
            call.Tenant, request.RegistryName!, request.Description, request.Tags, ct);
        return made.Ok ? new RegistryView(made.Value, call.Tenant) : made.Fault;
    }
}
