using Hydrant.Api.Glue.Shared;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.GetTables;

internal sealed class GetTablesRequest : ICatalogRequest
{
    public string? CatalogId { get; set; }

    public string? DatabaseName { get; set; }

    public string? Expression { get; set; }

    public string? NextToken { get; set; }

    public int? MaxResults { get; set; }

    public List<string> NotSupported { get; } = [];
}

internal sealed class GetTablesResponse
{
    public List<TableView?> Items { get; init; } = [];

    public string? NextToken { get; init; }
}

internal static class GetTablesShapes
{
    public static readonly Shape<GetTablesRequest?> Request = new StructureShape<GetTablesRequest>()
        .Optional("CatalogId", GlueShapes.Name, r => r.CatalogId, (r, v) => r.CatalogId = v)
        .Required("DatabaseName", GlueShapes.Name, r => r.DatabaseName, (r, v) => r.DatabaseName = v)
        .Optional("Expression", Shape.String(0, 2048), r => r.Expression, (r, v) => r.Expression = v)
        .Optional("NextToken", GlueShapes.NextToken, r => r.NextToken, (r, v) => r.NextToken = v)
        .Optional("MaxResults", GlueShapes.PageSize, r => r.MaxResults, (r, v) => r.MaxResults = v)
        .Unsupported(
            r => r.NotSupported,
            "TransactionId", "QueryAsOfTime", "AuditContext", "IncludeStatusDetails", "AttributesToGet");

    public static readonly Shape<GetTablesResponse?> Response = new StructureShape<GetTablesResponse>()
        .Required("TableList", Shape.List(TableShapes.View), r => r.Items)
        .Optional("NextToken", Shape.AnyString, r => r.NextToken);
}
