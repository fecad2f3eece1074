using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.DeleteTable;

/// <summary>Removes a table with its versions.</summary>
internal sealed class DeleteTableOperation(DataCatalog catalog) : Operation<TableRequest, Done>
{
    protected override Shape<TableRequest?> Request => TableRequests.ByName;

    protected override Shape<Done?> Response => Done.Shape;

    public override async ValueTask<Outcome<Done>> HandleAsync(
        TableRequest request, CallContext call, CancellationToken ct)
    {
        if (request.Elsewhere(call) is { } elsewhere) return elsewhere;
        return Done.Unless(await catalog.Tables.DeleteAsync(call.Tenant, request.DatabaseName!, request.Name!, ct));
    }
}
