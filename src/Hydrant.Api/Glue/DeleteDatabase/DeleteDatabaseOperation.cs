using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.DeleteDatabase;

/// <summary>Removes a database with its tables.</summary>
internal sealed class DeleteDatabaseOperation(DataCatalog catalog) : Operation<DatabaseRequest, Done>
{
    protected override Shape<DatabaseRequest?> Request => DatabaseRequests.ByName;

    protected override Shape<Done?> Response => Done.Shape;

    public override async ValueTask<Outcome<Done>> HandleAsync(
        DatabaseRequest request, CallContext call, CancellationToken ct)
    {
        if (request.Elsewhere(call) is { } elsewhere) return elsewhere;
        return Done.Unless(await catalog.Databases.DeleteAsync(call.Tenant, request.Name!, ct));
    }
}
