namespace Hydrant.Api.Glue.Shared;

/// <summary>A request that says what a table is to be.</summary>
internal sealed class TableChangeRequest : ICatalogRequest
{
    public string? CatalogId { get; set; }

    public string? DatabaseName { get; set; }

    public TableBody? Table { get; set; }

    public bool? SkipArchive { get; set; }

    public string? VersionId { get; set; }

    public List<string> NotSupported { get; } = [];
}
