using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.UpdateTable;

/// <summary>Puts a new description in the place of a table's, as its next version.</summary>
internal sealed class UpdateTableOperation(DataCatalog catalog) : Operation<TableChangeRequest, Done>
{
    protected override Shape<TableChangeRequest?> Request => TableRequests.Change;

    protected override Shape<Done?> Response => Done.Shape;

    public override async ValueTask<Outcome<Done>> HandleAsync(
        TableChangeRequest request, CallContext call, CancellationToken ct)
    {
        if (request.Elsewhere(call) is { } elsewhere) return elsewhere;
        return Done.Unless(await catalog.Tables.UpdateAsync(
            call.Tenant, request.DatabaseName!, request.Table!.Input, request.VersionId, request.SkipArchive != true, ct));
    }
}
