using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.CreateDatabase;

/// <summary>Makes a database.</summary>
internal sealed class CreateDatabaseOperation(DataCatalog catalog) : Operation<DatabaseRequest, Done>
{
    protected override Shape<DatabaseRequest?> Request => DatabaseRequests.New;

    protected override Shape<Done?> Response => Done.Shape;

    public override async ValueTask<Outcome<Done>> HandleAsync(
        DatabaseRequest request, CallContext call, CancellationToken ct)
    {
        if (request.Elsewhere(call) is { } elsewhere) return elsewhere;
        return Done.Unless(await catalog.Databases.CreateAsync(call.Tenant, request.Database!.Input, ct));
    }
}
