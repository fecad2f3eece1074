using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.GetSchema;

/// <summary>Tells of a schema.</summary>
internal sealed class GetSchemaOperation(DataCatalog catalog) : Operation<SchemaRequest, SchemaView>
{
    protected override Shape<SchemaRequest?> Request => RegistryRequests.OneSchema;

    protected override Shape<SchemaView?> Response => RegistryAnswers.Schema;

    public override async ValueTask<Outcome<SchemaView>> HandleAsync(
        SchemaRequest request, CallContext call, CancellationToken ct)
    {
        var key = request.Key;
        if (!key.Ok) return key.Fault;
        var found = await catalog.Schemas.FindAsync(call.Tenant, key.Value, ct);
        return found.Ok ? new SchemaView(found.Value, call.Tenant) : found.Fault;
    }
}
