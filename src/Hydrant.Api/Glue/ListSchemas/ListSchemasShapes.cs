using Hydrant.Api.Glue.Shared;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.ListSchemas;

internal sealed class ListSchemasResponse
{
    public List<SchemaView?> Items { get; init; } = [];

    public string? NextToken { get; init; }
}

internal static class ListSchemasShapes
{
    public static readonly Shape<ListSchemasResponse?> Response = new StructureShape<ListSchemasResponse>()
        .Required("Schemas", Shape.List(RegistryAnswers.ListedSchema), r => r.Items)
        .Optional("NextToken", Shape.AnyString, r => r.NextToken);
}
