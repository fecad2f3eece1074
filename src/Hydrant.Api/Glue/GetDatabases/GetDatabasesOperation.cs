using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.GetDatabases;

/// <summary>Lists databases in the order of their names.</summary>
internal sealed class GetDatabasesOperation(DataCatalog catalog) : Operation<GetDatabasesRequest, GetDatabasesResponse>
{
    protected override Shape<GetDatabasesRequest?> Request => GetDatabasesShapes.Request;

    protected override Shape<GetDatabasesResponse?> Response => GetDatabasesShapes.Response;

    public override async ValueTask<Outcome<GetDatabasesResponse>> HandleAsync(
        GetDatabasesRequest request, CallContext call, CancellationToken ct)
    {
        if (request.Elsewhere(call) is { } elsewhere) return elsewhere;
        var all = await catalog.Databases.ListAsync(call.Tenant, ct);
        var page = Paging.Page(all, request.NextToken, request.MaxResults, database => database.Name);
        if (!page.Ok) return page.Fault;
        return new GetDatabasesResponse
        {
            Items = [.. page.Value.Items.Select(database => new DatabaseView(database, call.Tenant))],
            NextToken = page.Value.Next,
        };
    }
}
