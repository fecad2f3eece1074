namespace Hydrant.Api.Glue.Shared;

/// <summary>A request about one table.</summary>
internal sealed class TableRequest : ICatalogRequest
{
    public string? CatalogId { get; set; }

    public string? DatabaseName { get; set; }

    public string? Name { get; set; }

    public List<string> NotSupported { get; } = [];
}
