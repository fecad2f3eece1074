using Hydrant.Api.Glue.Shared;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.GetTableVersions;

internal sealed class GetTableVersionsResponse
{
    public List<TableView?> Items { get; init; } = [];

    public string? NextToken { get; init; }
}

internal static class GetTableVersionsShapes
{
    public static readonly Shape<GetTableVersionsResponse?> Response = new StructureShape<GetTableVersionsResponse>()
        .Required("TableVersions", Shape.List(TableShapes.Version), r => r.Items)
        .Optional("NextToken", Shape.AnyString, r => r.NextToken);
}
