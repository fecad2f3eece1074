using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.UpdateDatabase;

/// <summary>Puts a new description in the place of a database's.</summary>
internal sealed class UpdateDatabaseOperation(DataCatalog catalog) : Operation<DatabaseRequest, Done>
{
    protected override Shape<DatabaseRequest?> Request => DatabaseRequests.Change;

    protected override Shape<Done?> Response => Done.Shape;

    public override async ValueTask<Outcome<Done>> HandleAsync(
        DatabaseRequest request, CallContext call, CancellationToken ct)
    {
        if (request.Elsewhere(call) is { } elsewhere) return elsewhere;
        return Done.Unless(
            await catalog.Databases.UpdateAsync(call.Tenant, request.Name!, request.Database!.Input, ct));
    }
}
