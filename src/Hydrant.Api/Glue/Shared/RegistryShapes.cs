using Hydrant.Tables.Model;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.Shared;

/// <summary>Types of the schema registry, with the constraints of its model.</summary>
internal static class RegistryShapes
{
    public static readonly Shape<string?> Name = Shape.String(1, 255, "[a-zA-Z0-9-_$#.]+");

    public static readonly Shape<string?> Arn = Shape.String(1, 10_240, "arn:aws(-(cn|us-gov|iso(-[bef])?))?:glue:.*");

    public static readonly Shape<string?> VersionId =
        Shape.String(36, 36, "[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}");

    public static readonly Shape<string?> Definition = Shape.String(1, 170_000, @"(?s:.*\S.*)");

    public static readonly Shape<string?> DataFormat = Shape.Enum("AVRO", "JSON", "PROTOBUF");

    public static readonly Shape<string?> Compatibility = Shape.Enum(
        "NONE", "DISABLED", "BACKWARD", "BACKWARD_ALL", "FORWARD", "FORWARD_ALL", "FULL", "FULL_ALL");

    public static readonly Shape<SchemaId?> SchemaId = new StructureShape<SchemaId>()
        .Optional("SchemaArn", Arn, s => s.SchemaArn, (s, v) => s.SchemaArn = v)
        .Optional("SchemaName", Name, s => s.SchemaName, (s, v) => s.SchemaName = v)
        .Optional("RegistryName", Name, s => s.RegistryName, (s, v) => s.RegistryName = v);
}
