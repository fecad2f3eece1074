namespace Hydrant.Storage;

/// <summary>An object as a listing shows it.</summary>
/// <param name="Key">Where it lives.</param>
/// <param name="Size">Bytes, as stored.</param>
/// <param name="Metadata">As given when it was written; null in listings, which do not carry it.</param>
public sealed record ObjectInfo(ObjectKey Key, long Size, ObjectMetadata? Metadata)
{
    /// <summary>When it was written, by the store's clock and to the second at least.</summary>
    public DateTimeOffset Modified { get; init; }
}
