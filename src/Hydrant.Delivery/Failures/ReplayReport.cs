namespace Hydrant.Delivery.Failures;

/// <summary>What a replay did.</summary>
/// <param name="Objects">Objects of the error output that were put again to their end.</param>
/// <param name="Records">Records that were put.</param>
/// <param name="Mistakes">One sentence for each object that could not be put again, or not to its end.</param>
public sealed record ReplayReport(int Objects, long Records, IReadOnlyList<string> Mistakes);
