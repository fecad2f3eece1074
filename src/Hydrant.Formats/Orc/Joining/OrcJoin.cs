using Hydrant.Core;
using Hydrant.Formats.Compression;
using Hydrant.Formats.Joining;

namespace Hydrant.Formats.Orc.Joining;

/// <summary>
/// ORC files with equal schemas as one: stripes are copied byte for byte, their statistics one behind the other, and the
/// footers become one (docs/specs/compaction.md).
/// </summary>
internal sealed class OrcJoin : IFileJoin
{
    public async ValueTask<Outcome<JoinFacts>> InspectAsync(IJoinSource source, CancellationToken ct)
    {
        try
        {
            var tail = await OrcTail.ReadAsync(source, ct);
            return new JoinFacts(tail.Kind(), source.Length, tail.HeldBytes);
        }
        catch (InvalidDataException damage)
        {
            return Fault.InvalidArgument(damage.Message);
        }
    }

    public async ValueTask<Fault?> WriteAsync(
        IReadOnlyList<IJoinSource> sources, Stream output, CompressionSeed seed, CancellationToken ct)
    {
        var file = new OrcParts(output);
        foreach (var source in sources)
        {
            try
            {
                await file.AddAsync(source, ct);
            }
            catch (InvalidDataException damage)
            {
                return Fault.InvalidArgument($"{source.Name}: {damage.Message}");
            }
        }

        await file.FinishAsync(ct);
        return null;
    }
}
