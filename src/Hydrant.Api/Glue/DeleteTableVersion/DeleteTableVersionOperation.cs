using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.DeleteTableVersion;

/// <summary>Removes a version of a table that is not the present one.</summary>
internal sealed class DeleteTableVersionOperation(DataCatalog catalog) : Operation<TableVersionRequest, Done>
{
    protected override Shape<TableVersionRequest?> Request => TableRequests.OldVersion;

    protected override Shape<Done?> Response => Done.Shape;

    public override async ValueTask<Outcome<Done>> HandleAsync(
        TableVersionRequest request, CallContext call, CancellationToken ct)
    {
        if (request.Elsewhere(call) is { } elsewhere) return elsewhere;
        return Done.Unless(await catalog.Tables.DeleteVersionAsync(
            call.Tenant, request.DatabaseName!, request.TableName!, request.VersionId!, ct));
    }
}
