using Hydrant.Api.Glue.Shared;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.ListSchemaVersions;

internal sealed class ListSchemaVersionsResponse
{
    public List<VersionView?> Items { get; init; } = [];

    public string? NextToken { get; init; }
}

internal static class ListSchemaVersionsShapes
{
    public static readonly Shape<ListSchemaVersionsResponse?> Response = new StructureShape<ListSchemaVersionsResponse>()
        .Required("Schemas", Shape.List(RegistryAnswers.ListedVersion), r => r.Items)
        .Optional("NextToken", Shape.AnyString, r => r.NextToken);
}
