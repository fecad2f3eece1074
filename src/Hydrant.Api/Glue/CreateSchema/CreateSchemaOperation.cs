using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables.Registry;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.CreateSchema;

/// <summary>Makes a schema, with its first version where the request has one.</summary>
internal sealed class CreateSchemaOperation(DataCatalog catalog) : Operation<CreateSchemaRequest, SchemaView>
{
    protected override Shape<CreateSchemaRequest?> Request => CreateSchemaShapes.Request;

    protected override Shape<SchemaView?> Response => RegistryAnswers.NewSchema;

    public override async ValueTask<Outcome<SchemaView>> HandleAsync(
        CreateSchemaRequest request, CallContext call, CancellationToken ct)
    {
        var registry = SchemaKey.RegistryOf(request.RegistryId?.RegistryName, request.RegistryId?.RegistryArn);
        if (!registry.Ok) return registry.Fault;
        if (request.DataFormat is not (SchemaFormats.Avro or SchemaFormats.Json))
            return Fault.InvalidArgument($"DataFormat {request.DataFormat} is not supported by this server.");

        var key = new SchemaKey(registry.Value, request.SchemaName!);
        var made = new NewSchema(key, request.DataFormat, request.Compatibility ?? "BACKWARD")
        {
            Description = request.Description,
            Tags = request.Tags,
            Definition = request.SchemaDefinition,
        };
        var created = await catalog.Schemas.CreateAsync(call.Tenant, made, ct);
        return created.Ok ? new SchemaView(created.Value, call.Tenant) : created.Fault;
    }
}
