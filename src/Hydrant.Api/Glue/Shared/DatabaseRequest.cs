namespace Hydrant.Api.Glue.Shared;

/// <summary>A request about one database, with what it is to be where it changes.</summary>
internal sealed class DatabaseRequest : ICatalogRequest
{
    public string? CatalogId { get; set; }

    public string? Name { get; set; }

    public DatabaseBody? Database { get; set; }

    public List<string> NotSupported { get; } = [];
}
