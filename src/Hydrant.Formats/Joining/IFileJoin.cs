using Hydrant.Core;
using Hydrant.Formats.Compression;

namespace Hydrant.Formats.Joining;

/// <summary>
/// Makes one file of many, with exactly their records in their order. Files are read as streams; only what
/// <see cref="JoinFacts.HeldBytes"/> says is held. Stateless.
/// </summary>
public interface IFileJoin
{
    /// <summary>Reads as much of a file as is needed to know what it can be joined with.</summary>
    /// <returns>A fault that says why this file is joined with nothing: it is damaged, or its form is not known.</returns>
    ValueTask<Outcome<JoinFacts>> InspectAsync(IJoinSource source, CancellationToken ct);

    /// <summary>Writes the joined file. The same sources and seed give the same bytes.</summary>
    /// <param name="sources">All of one kind.</param>
    /// <param name="output">Only written to; what it has is a file only when there was no fault.</param>
    /// <returns>A fault when a source is not what it was when it was looked at; null otherwise.</returns>
    ValueTask<Fault?> WriteAsync(
        IReadOnlyList<IJoinSource> sources, Stream output, CompressionSeed seed, CancellationToken ct);
}
