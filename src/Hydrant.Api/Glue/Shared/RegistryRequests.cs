using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.Shared;

/// <summary>How requests about registries and schemas stand on the wire.</summary>
internal static class RegistryRequests
{
    public static readonly Shape<RegistryId?> RegistryId = new StructureShape<RegistryId>()
        .Optional("RegistryName", RegistryShapes.Name, r => r.RegistryName, (r, v) => r.RegistryName = v)
        .Optional("RegistryArn", RegistryShapes.Arn, r => r.RegistryArn, (r, v) => r.RegistryArn = v);

    public static readonly Shape<VersionNumber?> Number = new StructureShape<VersionNumber>()
        .Optional("LatestVersion", Shape.Boolean, n => n.LatestVersion, (n, v) => n.LatestVersion = v)
        .Optional("VersionNumber", Shape.Long, n => n.Number, (n, v) => n.Number = v);

    public static readonly Shape<RegistryRequest?> OneRegistry = new StructureShape<RegistryRequest>()
        .Required("RegistryId", RegistryId, r => r.RegistryId, (r, v) => r.RegistryId = v);

    public static readonly Shape<SchemaRequest?> OneSchema = Schema();

    public static readonly Shape<SchemaRequest?> Definition = Schema().Required(
        "SchemaDefinition", RegistryShapes.Definition, r => r.SchemaDefinition, (r, v) => r.SchemaDefinition = v);

    public static readonly Shape<SchemaRequest?> Version = new StructureShape<SchemaRequest>()
        .Optional("SchemaId", RegistryShapes.SchemaId, r => r.SchemaId, (r, v) => r.SchemaId = v)
        .Optional("SchemaVersionId", RegistryShapes.VersionId, r => r.SchemaVersionId, (r, v) => r.SchemaVersionId = v)
        .Optional("SchemaVersionNumber", Number, r => r.Number, (r, v) => r.Number = v);

    public static readonly Shape<PageRequest?> Registries = Page();

    public static readonly Shape<PageRequest?> Schemas = Page()
        .Optional("RegistryId", RegistryId, r => r.RegistryId, (r, v) => r.RegistryId = v);

    public static readonly Shape<PageRequest?> Versions = Page()
        .Required("SchemaId", RegistryShapes.SchemaId, r => r.SchemaId, (r, v) => r.SchemaId = v);

    private static StructureShape<SchemaRequest> Schema() => new StructureShape<SchemaRequest>()
        .Required("SchemaId", RegistryShapes.SchemaId, r => r.SchemaId, (r, v) => r.SchemaId = v);

    private static StructureShape<PageRequest> Page() => new StructureShape<PageRequest>()
        .Optional("MaxResults", GlueShapes.PageSize, r => r.MaxResults, (r, v) => r.MaxResults = v)
        .Optional("NextToken", GlueShapes.NextToken, r => r.NextToken, (r, v) => r.NextToken = v);
}
