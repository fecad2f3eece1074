using Hydrant.Tables.Model;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.Shared;

/// <summary>A table, as it is given and as it is told.</summary>
internal static class TableShapes
{
    public static readonly Shape<TableBody?> Input = WithMembers(new StructureShape<TableBody>(), t => t.Input)
        .Unsupported(t => t.NotSupported, "TargetTable", "ViewDefinition");

    /// <summary>The members that answers add to those of the input.</summary>
    public static readonly Shape<TableView?> View = WithMembers(new StructureShape<TableView>(), t => t.State.Input)
        .Required("DatabaseName", Shape.AnyString, t => t.State.Database)
        .Required("CreateTime", Shape.Timestamp, t => t.State.CreatedAtMs)
        .Required("UpdateTime", Shape.Timestamp, t => t.State.UpdatedAtMs)
        .Required("CreatedBy", Shape.AnyString, t => t.State.CreatedBy)
        .Required("IsRegisteredWithLakeFormation", Shape.Boolean, t => false)
        .Required("CatalogId", Shape.AnyString, t => t.CatalogId)
        .Required("VersionId", Shape.AnyString, t => t.State.VersionId);

    /// <summary>A version of a table: its number stands beside it, too.</summary>
    public static readonly Shape<TableView?> Version = new StructureShape<TableView>()
        .Required("Table", View, t => t)
        .Required("VersionId", Shape.AnyString, t => t.State.VersionId);

    private static StructureShape<T> WithMembers<T>(StructureShape<T> shape, Func<T, TableInput> of)
        where T : class, new() => shape
        .Required("Name", GlueShapes.Name, t => of(t).Name, (t, v) => of(t).Name = v)
        .Optional("Description", GlueShapes.Description, t => of(t).Description, (t, v) => of(t).Description = v)
        .Optional("Owner", GlueShapes.Name, t => of(t).Owner, (t, v) => of(t).Owner = v)
        .Optional(
            "LastAccessTime", Shape.Timestamp, t => of(t).LastAccessTimeMs, (t, v) => of(t).LastAccessTimeMs = v)
        .Optional(
            "LastAnalyzedTime", Shape.Timestamp, t => of(t).LastAnalyzedTimeMs, (t, v) => of(t).LastAnalyzedTimeMs = v)
        .Optional("Retention", Shape.Integer(min: 0), t => of(t).Retention, (t, v) => of(t).Retention = v)
        .Optional(
            "StorageDescriptor", StorageShapes.Descriptor,
            t => of(t).StorageDescriptor, (t, v) => of(t).StorageDescriptor = v)
        .Optional("PartitionKeys", StorageShapes.Columns, t => of(t).PartitionKeys, (t, v) => of(t).PartitionKeys = v)
        .Optional(
            "ViewOriginalText", GlueShapes.ViewText, t => of(t).ViewOriginalText, (t, v) => of(t).ViewOriginalText = v)
        .Optional(
            "ViewExpandedText", GlueShapes.ViewText, t => of(t).ViewExpandedText, (t, v) => of(t).ViewExpandedText = v)
        .Optional("TableType", Shape.String(0, 255), t => of(t).TableType, (t, v) => of(t).TableType = v)
        .Optional("Parameters", GlueShapes.Parameters, t => of(t).Parameters, (t, v) => of(t).Parameters = v);
}
