using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.ListSchemas;

/// <summary>Lists the schemas of a registry, or of all, in the order of their names.</summary>
internal sealed class ListSchemasOperation(DataCatalog catalog) : Operation<PageRequest, ListSchemasResponse>
{
    protected override Shape<PageRequest?> Request => RegistryRequests.Schemas;

    protected override Shape<ListSchemasResponse?> Response => ListSchemasShapes.Response;

    public override async ValueTask<Outcome<ListSchemasResponse>> HandleAsync(
        PageRequest request, CallContext call, CancellationToken ct)
    {
        var registry = request.RegistryId?.Name;
        if (registry is { Ok: false } wrong) return wrong.Fault;
        var all = await catalog.Schemas.ListAsync(call.Tenant, registry?.Value, ct);
        if (!all.Ok) return all.Fault;
        var page = Paging.Page(
            all.Value, request.NextToken, request.MaxResults, schema => $"{schema.Name}\0{schema.Registry}");
        if (!page.Ok) return page.Fault;
        return new ListSchemasResponse
        {
            Items = [.. page.Value.Items.Select(schema => new SchemaView(schema, call.Tenant))],
            NextToken = page.Value.Next,
        };
    }
}
