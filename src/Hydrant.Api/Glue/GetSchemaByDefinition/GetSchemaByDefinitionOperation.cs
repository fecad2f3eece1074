using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.GetSchemaByDefinition;

/// <summary>Finds the version of a schema that has the same definition.</summary>
internal sealed class GetSchemaByDefinitionOperation(DataCatalog catalog) : Operation<SchemaRequest, VersionView>
{
    protected override Shape<SchemaRequest?> Request => RegistryRequests.Definition;

    protected override Shape<VersionView?> Response => RegistryAnswers.Version;

    public override async ValueTask<Outcome<VersionView>> HandleAsync(
        SchemaRequest request, CallContext call, CancellationToken ct)
    {
        var key = request.Key;
        if (!key.Ok) return key.Fault;
        var found = await catalog.Schemas.FindByDefinitionAsync(call.Tenant, key.Value, request.SchemaDefinition!, ct);
        return found.Ok ? new VersionView(found.Value.Schema, found.Value.Entry, call.Tenant) : found.Fault;
    }
}
