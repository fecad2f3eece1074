using Hydrant.Storage;

namespace Hydrant.Compaction;

/// <summary>An object that may become a source.</summary>
/// <param name="Info">As it was listed.</param>
/// <param name="Name">In its folder.</param>
internal sealed record Candidate(ObjectInfo Info, string Name)
{
    public string Extension { get; } = TargetName.ExtensionOf(Name);
}
