using Hydrant.Tables.Model;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.Shared;

/// <summary>Where a table's files are and what is in them.</summary>
internal static class StorageShapes
{
    private static readonly Shape<List<string>?> Names = Lists.Of(GlueShapes.Name);

    private static readonly Shape<Column?> Column = new StructureShape<Column>()
        .Required("Name", GlueShapes.Name, c => c.Name, (c, v) => c.Name = v)
        .Optional("Type", GlueShapes.ColumnType, c => c.Type, (c, v) => c.Type = v)
        .Optional("Comment", GlueShapes.Comment, c => c.Comment, (c, v) => c.Comment = v)
        .Optional("Parameters", GlueShapes.Parameters, c => c.Parameters, (c, v) => c.Parameters = v);

    public static readonly Shape<List<Column>?> Columns = Lists.Of(Column);

    private static readonly Shape<SerDeInfo?> Serde = new StructureShape<SerDeInfo>()
        .Optional("Name", GlueShapes.Name, s => s.Name, (s, v) => s.Name = v)
        .Optional(
            "SerializationLibrary", GlueShapes.Name, s => s.SerializationLibrary, (s, v) => s.SerializationLibrary = v)
        .Optional("Parameters", GlueShapes.Parameters, s => s.Parameters, (s, v) => s.Parameters = v);

    private static readonly Shape<SortOrder?> Order = new StructureShape<SortOrder>()
        .Required("Column", GlueShapes.Name, o => o.Column, (o, v) => o.Column = v)
        .Required("SortOrder", Shape.Integer(0, 1), o => o.Direction, (o, v) => o.Direction = v);

    private static readonly Shape<SkewedInfo?> Skewed = new StructureShape<SkewedInfo>()
        .Optional("SkewedColumnNames", Names, s => s.ColumnNames, (s, v) => s.ColumnNames = v)
        .Optional("SkewedColumnValues", Lists.Of(Shape.AnyString), s => s.ColumnValues, (s, v) => s.ColumnValues = v)
        .Optional(
            "SkewedColumnValueLocationMaps", GlueShapes.Parameters, s => s.ValueLocations, (s, v) => s.ValueLocations = v);

    private static readonly Shape<SchemaReference?> Reference = new StructureShape<SchemaReference>()
        .Optional("SchemaId", RegistryShapes.SchemaId, r => r.SchemaId, (r, v) => r.SchemaId = v)
        .Optional("SchemaVersionId", RegistryShapes.VersionId, r => r.SchemaVersionId, (r, v) => r.SchemaVersionId = v)
        .Optional("SchemaVersionNumber", Shape.Long, r => r.SchemaVersionNumber, (r, v) => r.SchemaVersionNumber = v);

    public static readonly Shape<StorageDescriptor?> Descriptor = new StructureShape<StorageDescriptor>()
        .Optional("Columns", Columns, s => s.Columns, (s, v) => s.Columns = v)
        .Optional("Location", GlueShapes.Location, s => s.Location, (s, v) => s.Location = v)
        .Optional(
            "AdditionalLocations", Lists.Of(GlueShapes.Location),
            s => s.AdditionalLocations, (s, v) => s.AdditionalLocations = v)
        .Optional("InputFormat", GlueShapes.Format, s => s.InputFormat, (s, v) => s.InputFormat = v)
        .Optional("OutputFormat", GlueShapes.Format, s => s.OutputFormat, (s, v) => s.OutputFormat = v)
        .Optional("Compressed", Shape.Boolean, s => s.Compressed, (s, v) => s.Compressed = v)
        .Optional("NumberOfBuckets", Shape.Integer(), s => s.NumberOfBuckets, (s, v) => s.NumberOfBuckets = v)
        .Optional("SerdeInfo", Serde, s => s.SerdeInfo, (s, v) => s.SerdeInfo = v)
        .Optional("BucketColumns", Names, s => s.BucketColumns, (s, v) => s.BucketColumns = v)
        .Optional("SortColumns", Lists.Of(Order), s => s.SortColumns, (s, v) => s.SortColumns = v)
        .Optional("Parameters", GlueShapes.Parameters, s => s.Parameters, (s, v) => s.Parameters = v)
        .Optional("SkewedInfo", Skewed, s => s.SkewedInfo, (s, v) => s.SkewedInfo = v)
        .Optional(
            "StoredAsSubDirectories", Shape.Boolean, s => s.StoredAsSubDirectories, (s, v) => s.StoredAsSubDirectories = v)
        .Optional("SchemaReference", Reference, s => s.SchemaReference, (s, v) => s.SchemaReference = v);
}
