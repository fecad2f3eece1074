using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.RegisterSchemaVersion;

/// <summary>Makes the next version of a schema, or finds the one that there is of the same definition.</summary>
internal sealed class RegisterSchemaVersionOperation(DataCatalog catalog) : Operation<SchemaRequest, VersionView>
{
    protected override Shape<SchemaRequest?> Request => RegistryRequests.Definition;

    protected override Shape<VersionView?> Response => RegistryAnswers.NewVersion;

    public override async ValueTask<Outcome<VersionView>> HandleAsync(
        SchemaRequest request, CallContext call, CancellationToken ct)
    {
        var key = request.Key;
        if (!key.Ok) return key.Fault;
        var made = await catalog.Schemas.RegisterAsync(call.Tenant, key.Value, request.SchemaDefinition!, ct);
        if (!made.Ok) return made.Fault;
        var schema = await catalog.Schemas.FindAsync(call.Tenant, key.Value, ct);
        return schema.Ok ? new VersionView(schema.Value, made.Value, call.Tenant) : schema.Fault;
    }
}
