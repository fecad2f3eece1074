using Hydrant.Storage;

namespace Hydrant.Tables.Documents;

/// <summary>A document that was read, with what a write that builds on it must name.</summary>
internal sealed record Held<T>(T Body, CatalogVersion Version)
    where T : class;
