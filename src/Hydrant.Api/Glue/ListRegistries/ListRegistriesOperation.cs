using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.ListRegistries;

/// <summary>Lists registries in the order of their names.</summary>
internal sealed class ListRegistriesOperation(DataCatalog catalog) : Operation<PageRequest, ListRegistriesResponse>
{
    protected override Shape<PageRequest?> Request => RegistryRequests.Registries;

    protected override Shape<ListRegistriesResponse?> Response => ListRegistriesShapes.Response;

    public override async ValueTask<Outcome<ListRegistriesResponse>> HandleAsync(
        PageRequest request, CallContext call, CancellationToken ct)
    {
        var all = await catalog.Registries.ListAsync(call.Tenant, ct);
        var page = Paging.Page(all, request.NextToken, request.MaxResults, registry => registry.Name);
        if (!page.Ok) return page.Fault;
        return new ListRegistriesResponse
        {
            Items = [.. page.Value.Items.Select(registry => new RegistryView(registry, call.Tenant))],
            NextToken = page.Value.Next,
        };
    }
}
