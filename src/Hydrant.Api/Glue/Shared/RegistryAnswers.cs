using System.Globalization;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.Shared;

/// <summary>Registries, schemas and versions as answers tell of them. Times are texts here, as nowhere else in Glue.</summary>
internal static class RegistryAnswers
{
    private const string Available = "AVAILABLE";

    public static readonly Shape<RegistryView?> Registry = RegistryNames()
        .Optional("Description", Shape.AnyString, r => r.State.Description)
        .Required("Status", Shape.AnyString, r => Available)
        .Required("CreatedTime", Shape.AnyString, r => Time(r.State.CreatedAtMs))
        .Required("UpdatedTime", Shape.AnyString, r => Time(r.State.UpdatedAtMs));

    public static readonly Shape<RegistryView?> NewRegistry = RegistryNames()
        .Optional("Description", Shape.AnyString, r => r.State.Description)
        .Optional("Tags", GlueShapes.Tags, r => r.State.Tags);

    public static readonly Shape<RegistryView?> GoneRegistry = RegistryNames()
        .Required("Status", Shape.AnyString, r => "DELETING");

    public static readonly Shape<SchemaView?> Schema = SchemaFacts()
        .Required("CreatedTime", Shape.AnyString, s => Time(s.State.CreatedAtMs))
        .Required("UpdatedTime", Shape.AnyString, s => Time(s.State.UpdatedAtMs));

    public static readonly Shape<SchemaView?> NewSchema = SchemaFacts()
        .Optional("Tags", GlueShapes.Tags, s => s.State.Tags)
        .Optional("SchemaVersionId", Shape.AnyString, s => s.State.Latest?.Id)
        .Optional("SchemaVersionStatus", Shape.AnyString, s => s.State.Latest?.Status);

    public static readonly Shape<SchemaView?> ListedSchema = SchemaNames()
        .Optional("Description", Shape.AnyString, s => s.State.Description)
        .Required("SchemaStatus", Shape.AnyString, s => Available)
        .Required("CreatedTime", Shape.AnyString, s => Time(s.State.CreatedAtMs))
        .Required("UpdatedTime", Shape.AnyString, s => Time(s.State.UpdatedAtMs));

    public static readonly Shape<SchemaView?> ChangedSchema = SchemaNames();

    public static readonly Shape<SchemaView?> GoneSchema = new StructureShape<SchemaView>()
        .Required("SchemaArn", Shape.AnyString, s => s.Arn)
        .Required("SchemaName", Shape.AnyString, s => s.State.Name)
        .Required("Status", Shape.AnyString, s => "DELETING");

    public static readonly Shape<VersionView?> NewVersion = new StructureShape<VersionView>()
        .Required("SchemaVersionId", Shape.AnyString, v => v.Entry.Id)
        .Required("VersionNumber", Shape.Long, v => v.Entry.Number)
        .Required("Status", Shape.AnyString, v => v.Entry.Status);

    public static readonly Shape<VersionView?> Version = new StructureShape<VersionView>()
        .Required("SchemaVersionId", Shape.AnyString, v => v.Entry.Id)
        .Optional("SchemaDefinition", Shape.AnyString, v => v.Definition)
        .Required("DataFormat", Shape.AnyString, v => v.Schema.DataFormat)
        .Required("SchemaArn", Shape.AnyString, v => v.Arn)
        .Required("VersionNumber", Shape.Long, v => v.Entry.Number)
        .Required("Status", Shape.AnyString, v => v.Entry.Status)
        .Required("CreatedTime", Shape.AnyString, v => Time(v.Entry.CreatedAtMs));

    public static readonly Shape<VersionView?> ListedVersion = new StructureShape<VersionView>()
        .Required("SchemaArn", Shape.AnyString, v => v.Arn)
        .Required("SchemaVersionId", Shape.AnyString, v => v.Entry.Id)
        .Required("VersionNumber", Shape.Long, v => v.Entry.Number)
        .Required("Status", Shape.AnyString, v => v.Entry.Status)
        .Required("CreatedTime", Shape.AnyString, v => Time(v.Entry.CreatedAtMs));

    private static StructureShape<RegistryView> RegistryNames() => new StructureShape<RegistryView>()
        .Required("RegistryName", Shape.AnyString, r => r.State.Name)
        .Required("RegistryArn", Shape.AnyString, r => r.Arn);

    private static StructureShape<SchemaView> SchemaNames() => new StructureShape<SchemaView>()
        .Required("RegistryName", Shape.AnyString, s => s.State.Registry)
        .Required("SchemaName", Shape.AnyString, s => s.State.Name)
        .Required("SchemaArn", Shape.AnyString, s => s.Arn);

    private static StructureShape<SchemaView> SchemaFacts() => SchemaNames()
        .Required("RegistryArn", Shape.AnyString, s => s.RegistryArn)
        .Optional("Description", Shape.AnyString, s => s.State.Description)
        .Required("DataFormat", Shape.AnyString, s => s.State.DataFormat)
        .Required("Compatibility", Shape.AnyString, s => s.State.Compatibility)
        .Required("SchemaCheckpoint", Shape.Long, s => s.State.Checkpoint)
        .Optional("LatestSchemaVersion", Shape.Long, s => s.State.Latest?.Number)
        .Required("NextSchemaVersion", Shape.Long, s => s.State.NextVersion)
        .Required("SchemaStatus", Shape.AnyString, s => Available);

    private static string Time(long epochMs) => DateTimeOffset.FromUnixTimeMilliseconds(epochMs)
        .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
