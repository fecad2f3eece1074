namespace Hydrant.Api.Glue.Shared;

/// <summary>A request about a version of a table, or all of them.</summary>
internal sealed class TableVersionRequest : ICatalogRequest
{
    public string? CatalogId { get; set; }

    public string? DatabaseName { get; set; }

    public string? TableName { get; set; }

    public string? VersionId { get; set; }

    public string? NextToken { get; set; }

    public int? MaxResults { get; set; }

    public List<string> NotSupported { get; } = [];
}
