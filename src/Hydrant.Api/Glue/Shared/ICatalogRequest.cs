namespace Hydrant.Api.Glue.Shared;

/// <summary>A request that may name the catalogue it is about.</summary>
internal interface ICatalogRequest
{
    string? CatalogId { get; }
}
