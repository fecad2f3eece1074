using Hydrant.Api.Glue.Shared;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.CheckSchemaVersionValidity;

internal sealed class ValidityRequest
{
    public string? DataFormat { get; set; }

    public string? SchemaDefinition { get; set; }
}

internal sealed class ValidityResponse
{
    public string? Error { get; init; }
}

internal static class CheckSchemaVersionValidityShapes
{
    public static readonly Shape<ValidityRequest?> Request = new StructureShape<ValidityRequest>()
        .Required("DataFormat", RegistryShapes.DataFormat, r => r.DataFormat, (r, v) => r.DataFormat = v)
        .Required(
            "SchemaDefinition", RegistryShapes.Definition, r => r.SchemaDefinition, (r, v) => r.SchemaDefinition = v);

    public static readonly Shape<ValidityResponse?> Response = new StructureShape<ValidityResponse>()
        .Required("Valid", Shape.Boolean, r => r.Error is null)
        .Optional("Error", Shape.AnyString, r => r.Error);
}
