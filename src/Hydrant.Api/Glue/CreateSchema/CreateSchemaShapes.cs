using Hydrant.Api.Glue.Shared;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.CreateSchema;

internal sealed class CreateSchemaRequest
{
    public RegistryId? RegistryId { get; set; }

    public string? SchemaName { get; set; }

    public string? DataFormat { get; set; }

    public string? Compatibility { get; set; }

    public string? Description { get; set; }

    public Dictionary<string, string>? Tags { get; set; }

    public string? SchemaDefinition { get; set; }
}

internal static class CreateSchemaShapes
{
    public static readonly Shape<CreateSchemaRequest?> Request = new StructureShape<CreateSchemaRequest>()
        .Optional("RegistryId", RegistryRequests.RegistryId, r => r.RegistryId, (r, v) => r.RegistryId = v)
        .Required("SchemaName", RegistryShapes.Name, r => r.SchemaName, (r, v) => r.SchemaName = v)
        .Required("DataFormat", RegistryShapes.DataFormat, r => r.DataFormat, (r, v) => r.DataFormat = v)
        .Optional("Compatibility", RegistryShapes.Compatibility, r => r.Compatibility, (r, v) => r.Compatibility = v)
        .Optional("Description", GlueShapes.Description, r => r.Description, (r, v) => r.Description = v)
        .Optional("Tags", GlueShapes.Tags, r => r.Tags, (r, v) => r.Tags = v)
        .Optional(
            "SchemaDefinition", RegistryShapes.Definition, r => r.SchemaDefinition, (r, v) => r.SchemaDefinition = v);
}
