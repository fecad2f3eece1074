using Hydrant.Storage.Segments.Reading;

namespace Hydrant.Storage.Segments.Journal;

/// <summary>Where the journal goes on after a start.</summary>
internal sealed record Recovered(Segment? Last, long NextNumber, long NextCommit, IReadOnlyList<string> Damage);
