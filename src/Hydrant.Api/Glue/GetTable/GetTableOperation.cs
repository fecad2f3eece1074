using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.GetTable;

/// <summary>Tells of a table as it is.</summary>
internal sealed class GetTableOperation(DataCatalog catalog) : Operation<TableRequest, TableView>
{
    private static readonly Shape<TableView?> Answer = new StructureShape<TableView>()
        .Required("Table", TableShapes.View, t => t);

    protected override Shape<TableRequest?> Request => TableRequests.ByName;

    protected override Shape<TableView?> Response => Answer;

    public override async ValueTask<Outcome<TableView>> HandleAsync(
        TableRequest request, CallContext call, CancellationToken ct)
    {
        if (request.Elsewhere(call) is { } elsewhere) return elsewhere;
        var found = await catalog.Tables.FindAsync(call.Tenant, request.DatabaseName!, request.Name!, ct);
        return found.Ok ? new TableView(found.Value, call.Tenant) : found.Fault;
    }
}
