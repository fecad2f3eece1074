namespace Hydrant.Compaction;

/// <summary>An object that takes the place of others of its folder.</summary>
/// <param name="Target">Its name in the folder; it sorts behind all sources.</param>
/// <param name="WrittenMs">When it was known to be there, in milliseconds since 1970; null while it may not be.</param>
/// <param name="Sources">Whose records it has, in their order.</param>
public sealed record JoinedObject(string Target, long? WrittenMs, IReadOnlyList<SourceObject> Sources);
