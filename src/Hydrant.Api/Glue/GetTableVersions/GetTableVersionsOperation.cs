using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.GetTableVersions;

/// <summary>Lists the versions of a table, the newest first.</summary>
internal sealed class GetTableVersionsOperation(DataCatalog catalog) : Operation<TableVersionRequest, GetTableVersionsResponse>
{
    protected override Shape<TableVersionRequest?> Request => TableRequests.AllVersions;

    protected override Shape<GetTableVersionsResponse?> Response => GetTableVersionsShapes.Response;

    public override async ValueTask<Outcome<GetTableVersionsResponse>> HandleAsync(
        TableVersionRequest request, CallContext call, CancellationToken ct)
    {
        if (request.Elsewhere(call) is { } elsewhere) return elsewhere;
        var all = await catalog.Tables.ListVersionsAsync(call.Tenant, request.DatabaseName!, request.TableName!, ct);
        if (!all.Ok) return all.Fault;
        var page = Paging.Page(
            all.Value, request.NextToken, request.MaxResults, version => $"{long.MaxValue - version.Version:D19}");
        if (!page.Ok) return page.Fault;
        return new GetTableVersionsResponse
        {
            Items = [.. page.Value.Items.Select(version => new TableView(version, call.Tenant))],
            NextToken = page.Value.Next,
        };
    }
}
