using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.GetTables;

/// <summary>Lists a database's tables in the order of their names.</summary>
internal sealed class GetTablesOperation(DataCatalog catalog) : Operation<GetTablesRequest, GetTablesResponse>
{
    protected override Shape<GetTablesRequest?> Request => GetTablesShapes.Request;

    protected override Shape<GetTablesResponse?> Response => GetTablesShapes.Response;

    public override async ValueTask<Outcome<GetTablesResponse>> HandleAsync(
        GetTablesRequest request, CallContext call, CancellationToken ct)
    {
        if (request.Elsewhere(call) is { } elsewhere) return elsewhere;
        var all = await catalog.Tables.ListAsync(call.Tenant, request.DatabaseName!, request.Expression, ct);
        if (!all.Ok) return all.Fault;
        var page = Paging.Page(all.Value, request.NextToken, request.MaxResults, table => table.Name);
        if (!page.Ok) return page.Fault;
        return new GetTablesResponse
        {
            Items = [.. page.Value.Items.Select(table => new TableView(table, call.Tenant))],
            NextToken = page.Value.Next,
        };
    }
}
