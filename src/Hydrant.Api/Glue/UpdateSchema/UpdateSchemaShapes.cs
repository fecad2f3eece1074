using Hydrant.Api.Glue.Shared;
using Hydrant.Tables.Model;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.UpdateSchema;

internal sealed class UpdateSchemaRequest
{
    public SchemaId? SchemaId { get; set; }

    public VersionNumber? Number { get; set; }

    public string? Compatibility { get; set; }

    public string? Description { get; set; }
}

internal static class UpdateSchemaShapes
{
    public static readonly Shape<UpdateSchemaRequest?> Request = new StructureShape<UpdateSchemaRequest>()
        .Required("SchemaId", RegistryShapes.SchemaId, r => r.SchemaId, (r, v) => r.SchemaId = v)
        .Optional("SchemaVersionNumber", RegistryRequests.Number, r => r.Number, (r, v) => r.Number = v)
        .Optional("Compatibility", RegistryShapes.Compatibility, r => r.Compatibility, (r, v) => r.Compatibility = v)
        .Optional("Description", GlueShapes.Description, r => r.Description, (r, v) => r.Description = v);
}
