using Hydrant.Api.Glue.Shared;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.GetDatabases;

internal sealed class GetDatabasesRequest : ICatalogRequest
{
    public string? CatalogId { get; set; }

    public string? NextToken { get; set; }

    public int? MaxResults { get; set; }

    public List<string> NotSupported { get; } = [];
}

internal sealed class GetDatabasesResponse
{
    public List<DatabaseView?> Items { get; init; } = [];

    public string? NextToken { get; init; }
}

internal static class GetDatabasesShapes
{
    public static readonly Shape<GetDatabasesRequest?> Request = new StructureShape<GetDatabasesRequest>()
        .Optional("CatalogId", GlueShapes.Name, r => r.CatalogId, (r, v) => r.CatalogId = v)
        .Optional("NextToken", GlueShapes.NextToken, r => r.NextToken, (r, v) => r.NextToken = v)
        .Optional("MaxResults", GlueShapes.PageSize, r => r.MaxResults, (r, v) => r.MaxResults = v)
        .Unsupported(r => r.NotSupported, "ResourceShareType", "AttributesToGet");

    public static readonly Shape<GetDatabasesResponse?> Response = new StructureShape<GetDatabasesResponse>()
        .Required("DatabaseList", Shape.List(DatabaseShapes.View), r => r.Items)
        .Optional("NextToken", Shape.AnyString, r => r.NextToken);
}
