using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.Shared;

/// <summary>How requests about one database stand on the wire.</summary>
internal static class DatabaseRequests
{
    public static readonly Shape<DatabaseRequest?> ByName = new StructureShape<DatabaseRequest>()
        .Optional("CatalogId", GlueShapes.Name, r => r.CatalogId, (r, v) => r.CatalogId = v)
        .Required("Name", GlueShapes.Name, r => r.Name, (r, v) => r.Name = v);

    public static readonly Shape<DatabaseRequest?> New = new StructureShape<DatabaseRequest>()
        .Optional("CatalogId", GlueShapes.Name, r => r.CatalogId, (r, v) => r.CatalogId = v)
        .Required("DatabaseInput", DatabaseShapes.Input, r => r.Database, (r, v) => r.Database = v)
        .Unsupported(r => r.NotSupported, "Tags");

    public static readonly Shape<DatabaseRequest?> Change = new StructureShape<DatabaseRequest>()
        .Optional("CatalogId", GlueShapes.Name, r => r.CatalogId, (r, v) => r.CatalogId = v)
        .Required("Name", GlueShapes.Name, r => r.Name, (r, v) => r.Name = v)
        .Required("DatabaseInput", DatabaseShapes.Input, r => r.Database, (r, v) => r.Database = v);
}
