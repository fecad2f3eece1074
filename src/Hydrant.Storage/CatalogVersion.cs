namespace Hydrant.Storage;

/// <summary>Grows with every write in the catalogue, so that a document deleted and made again has another version.</summary>
public readonly record struct CatalogVersion(long Value)
{
    /// <summary>The version of a document that does not exist.</summary>
    public static readonly CatalogVersion None;
}
