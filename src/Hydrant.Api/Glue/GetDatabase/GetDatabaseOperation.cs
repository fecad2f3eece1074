using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.GetDatabase;

/// <summary>Tells of a database.</summary>
internal sealed class GetDatabaseOperation(DataCatalog catalog) : Operation<DatabaseRequest, DatabaseView>
{
    private static readonly Shape<DatabaseView?> Answer = new StructureShape<DatabaseView>()
        .Required("Database", DatabaseShapes.View, d => d);

    protected override Shape<DatabaseRequest?> Request => DatabaseRequests.ByName;

    protected override Shape<DatabaseView?> Response => Answer;

    public override async ValueTask<Outcome<DatabaseView>> HandleAsync(
        DatabaseRequest request, CallContext call, CancellationToken ct)
    {
        if (request.Elsewhere(call) is { } elsewhere) return elsewhere;
        var found = await catalog.Databases.FindAsync(call.Tenant, request.Name!, ct);
        return found.Ok ? new DatabaseView(found.Value, call.Tenant) : found.Fault;
    }
}
