namespace Hydrant.Storage;

/// <summary>A document of the catalogue as it was read; a write that builds on it names its version.</summary>
public sealed record CatalogDocument(string Key, ReadOnlyMemory<byte> Body, CatalogVersion Version);
