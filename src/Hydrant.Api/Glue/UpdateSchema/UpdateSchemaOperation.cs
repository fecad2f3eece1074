using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables.Registry;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.UpdateSchema;

/// <summary>Changes what a schema promises, and from which version on.</summary>
internal sealed class UpdateSchemaOperation(DataCatalog catalog) : Operation<UpdateSchemaRequest, SchemaView>
{
    protected override Shape<UpdateSchemaRequest?> Request => UpdateSchemaShapes.Request;

    protected override Shape<SchemaView?> Response => RegistryAnswers.ChangedSchema;

    public override async ValueTask<Outcome<SchemaView>> HandleAsync(
        UpdateSchemaRequest request, CallContext call, CancellationToken ct)
    {
        var key = SchemaKey.Of(request.SchemaId);
        if (!key.Ok) return key.Fault;

        long? checkpoint = null;
        if (request.Number is not null)
        {
            var number = VersionNumber.Of(request.Number);
            if (!number.Ok) return number.Fault;
            checkpoint = number.Value ?? 0;
        }

        var changed = await catalog.Schemas.UpdateAsync(
            call.Tenant, key.Value, checkpoint, request.Compatibility, request.Description, ct);
        return changed.Ok ? new SchemaView(changed.Value, call.Tenant) : changed.Fault;
    }
}
