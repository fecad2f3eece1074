using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.GetTableVersion;

/// <summary>Tells of a table as it was in one of its versions.</summary>
internal sealed class GetTableVersionOperation(DataCatalog catalog) : Operation<TableVersionRequest, TableView>
{
    private static readonly Shape<TableView?> Answer = new StructureShape<TableView>()
        .Required("TableVersion", TableShapes.Version, t => t);

    protected override Shape<TableVersionRequest?> Request => TableRequests.Version;

    protected override Shape<TableView?> Response => Answer;

    public override async ValueTask<Outcome<TableView>> HandleAsync(
        TableVersionRequest request, CallContext call, CancellationToken ct)
    {
        if (request.Elsewhere(call) is { } elsewhere) return elsewhere;
        var found = await catalog.Tables.FindVersionAsync(
            call.Tenant, request.DatabaseName!, request.TableName!, request.VersionId ?? "LATEST", ct);
        return found.Ok ? new TableView(found.Value, call.Tenant) : found.Fault;
    }
}
