namespace Hydrant.Compaction;

/// <summary>An object whose records another one has, too.</summary>
/// <param name="Name">In the folder.</param>
/// <param name="Size">Bytes. One of another size under this name is another object, and is not deleted.</param>
public sealed record SourceObject(string Name, long Size);
