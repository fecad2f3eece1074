namespace Hydrant.Compaction;

/// <summary>What is to be joined in a folder now.</summary>
/// <param name="Groups">Each becomes one object.</param>
/// <param name="Refused">Objects that are joined with nothing, and why; the first of them.</param>
internal sealed record FolderPlan(IReadOnlyList<IReadOnlyList<Candidate>> Groups, IReadOnlyList<(string Name, string Why)> Refused);
