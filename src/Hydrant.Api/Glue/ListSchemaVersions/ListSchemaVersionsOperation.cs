using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables.Registry;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.ListSchemaVersions;

/// <summary>Lists the versions of a schema, the oldest first.</summary>
internal sealed class ListSchemaVersionsOperation(DataCatalog catalog) : Operation<PageRequest, ListSchemaVersionsResponse>
{
    protected override Shape<PageRequest?> Request => RegistryRequests.Versions;

    protected override Shape<ListSchemaVersionsResponse?> Response => ListSchemaVersionsShapes.Response;

    public override async ValueTask<Outcome<ListSchemaVersionsResponse>> HandleAsync(
        PageRequest request, CallContext call, CancellationToken ct)
    {
        var key = SchemaKey.Of(request.SchemaId);
        if (!key.Ok) return key.Fault;
        var schema = await catalog.Schemas.FindAsync(call.Tenant, key.Value, ct);
        if (!schema.Ok) return schema.Fault;
        var page = Paging.Page(
            schema.Value.Versions, request.NextToken, request.MaxResults, version => $"{version.Number:D10}");
        if (!page.Ok) return page.Fault;
        return new ListSchemaVersionsResponse
        {
            Items = [.. page.Value.Items.Select(version => new VersionView(schema.Value, version, call.Tenant))],
            NextToken = page.Value.Next,
        };
    }
}
