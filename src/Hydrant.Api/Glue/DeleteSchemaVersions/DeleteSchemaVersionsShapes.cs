using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables.Model;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.DeleteSchemaVersions;

internal sealed class DeleteSchemaVersionsRequest
{
    public SchemaId? SchemaId { get; set; }

    public string? Versions { get; set; }
}

internal sealed class VersionError
{
    public long Number { get; init; }

    public Fault Fault { get; init; } = null!;
}

internal sealed class DeleteSchemaVersionsResponse
{
    public List<VersionError?> Errors { get; init; } = [];
}

internal static class DeleteSchemaVersionsShapes
{
    public const int MaxVersions = 25;

    public static readonly Shape<DeleteSchemaVersionsRequest?> Request = new StructureShape<DeleteSchemaVersionsRequest>()
        .Required("SchemaId", RegistryShapes.SchemaId, r => r.SchemaId, (r, v) => r.SchemaId = v)
        .Required(
            "Versions", Shape.String(1, 100_000, "[1-9][0-9]{0,17}|[1-9][0-9]{0,17}-[1-9][0-9]{0,17}"),
            r => r.Versions, (r, v) => r.Versions = v);

    private static readonly Shape<VersionError?> Details = new StructureShape<VersionError>()
        .Required("ErrorCode", Shape.AnyString, e => GlueFaults.Of(e.Fault.Kind).Type)
        .Required("ErrorMessage", Shape.AnyString, e => e.Fault.Message);

    private static readonly Shape<VersionError?> Error = new StructureShape<VersionError>()
        .Required("VersionNumber", Shape.Long, e => e.Number)
        .Required("ErrorDetails", Details, e => e);

    public static readonly Shape<DeleteSchemaVersionsResponse?> Response =
        new StructureShape<DeleteSchemaVersionsResponse>()
        .Required("SchemaVersionErrors", Shape.List(Error), r => r.Errors);
}
