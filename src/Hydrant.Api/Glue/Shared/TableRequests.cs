using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.Shared;

/// <summary>How requests about one table stand on the wire.</summary>
internal static class TableRequests
{
    public static readonly Shape<TableRequest?> ByName = new StructureShape<TableRequest>()
        .Optional("CatalogId", GlueShapes.Name, r => r.CatalogId, (r, v) => r.CatalogId = v)
        .Required("DatabaseName", GlueShapes.Name, r => r.DatabaseName, (r, v) => r.DatabaseName = v)
        .Required("Name", GlueShapes.Name, r => r.Name, (r, v) => r.Name = v)
        .Unsupported(r => r.NotSupported, "TransactionId", "QueryAsOfTime", "AuditContext", "IncludeStatusDetails");

    public static readonly Shape<TableChangeRequest?> New = Input()
        .Unsupported(r => r.NotSupported, "Name", "PartitionIndexes", "TransactionId", "OpenTableFormatInput");

    public static readonly Shape<TableChangeRequest?> Change = Input()
        .Optional("SkipArchive", Shape.Boolean, r => r.SkipArchive, (r, v) => r.SkipArchive = v)
        .Optional("VersionId", GlueShapes.Version, r => r.VersionId, (r, v) => r.VersionId = v)
        .Unsupported(
            r => r.NotSupported,
            "Name", "TransactionId", "ViewUpdateAction", "Force", "UpdateOpenTableFormatInput");

    public static readonly Shape<TableVersionRequest?> Version = Versions()
        .Optional("VersionId", GlueShapes.Version, r => r.VersionId, (r, v) => r.VersionId = v)
        .Unsupported(r => r.NotSupported, "AuditContext");

    public static readonly Shape<TableVersionRequest?> OldVersion = Versions()
        .Required("VersionId", GlueShapes.Version, r => r.VersionId, (r, v) => r.VersionId = v);

    public static readonly Shape<TableVersionRequest?> AllVersions = Versions()
        .Optional("NextToken", GlueShapes.NextToken, r => r.NextToken, (r, v) => r.NextToken = v)
        .Optional("MaxResults", GlueShapes.PageSize, r => r.MaxResults, (r, v) => r.MaxResults = v)
        .Unsupported(r => r.NotSupported, "AuditContext");

    private static StructureShape<TableChangeRequest> Input() => new StructureShape<TableChangeRequest>()
        .Optional("CatalogId", GlueShapes.Name, r => r.CatalogId, (r, v) => r.CatalogId = v)
        .Required("DatabaseName", GlueShapes.Name, r => r.DatabaseName, (r, v) => r.DatabaseName = v)
        .Required("TableInput", TableShapes.Input, r => r.Table, (r, v) => r.Table = v);

    private static StructureShape<TableVersionRequest> Versions() => new StructureShape<TableVersionRequest>()
        .Optional("CatalogId", GlueShapes.Name, r => r.CatalogId, (r, v) => r.CatalogId = v)
        .Required("DatabaseName", GlueShapes.Name, r => r.DatabaseName, (r, v) => r.DatabaseName = v)
        .Required("TableName", GlueShapes.Name, r => r.TableName, (r, v) => r.TableName = v);
}
