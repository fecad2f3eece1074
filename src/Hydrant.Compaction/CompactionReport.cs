namespace Hydrant.Compaction;

/// <summary>What a run has done so far.</summary>
/// <param name="Folders">Folders it has looked at.</param>
/// <param name="Written">Objects it has joined others to.</param>
/// <param name="Sources">Objects that were joined to them.</param>
/// <param name="Bytes">Of the objects it wrote.</param>
/// <param name="Deleted">Objects it has deleted because another has their records.</param>
/// <param name="Waiting">Folders whose sources are deleted later.</param>
/// <param name="Refused">Objects that are joined with nothing: their key, and why. The first of them.</param>
/// <param name="Failed">What went wrong, and is done again by the next run. The first of it.</param>
public sealed record CompactionReport(
    int Folders, int Written, int Sources, long Bytes, int Deleted, int Waiting,
    IReadOnlyList<(string Key, string Why)> Refused, IReadOnlyList<(string Folder, string Why)> Failed);
