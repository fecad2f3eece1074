using Hydrant.Formats.Joining;
using Hydrant.Storage;

namespace Hydrant.Compaction;

/// <summary>Chooses what is joined in a folder. Reads objects, writes nothing.</summary>
internal sealed class FolderPlanner(IObjectStore objects, string bucket, CompactionOptions options, TimeProvider clock, DateTimeOffset upSince)
{
    private const int MaxGroups = 16;
    private const int MaxCandidates = 100_000;

    // Of one call of the job: it is not looked at again for each target.
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);

    /// <summary>A plan for what is in the folder and not in its document.</summary>
    public async ValueTask<FolderPlan> PlanAsync(string folder, FolderDocument document, CancellationToken ct)
    {
        var refused = new List<(string, string)>();
        var open = new Dictionary<string, Group>(StringComparer.Ordinal);
        var full = new List<Group>();
        foreach (var sameExtension in (await CandidatesAsync(folder, document, ct)).GroupBy(found => found.Extension, StringComparer.Ordinal))
        {
            if (sameExtension.Skip(1).FirstOrDefault() is null) continue;
            foreach (var candidate in sameExtension)
            {
                if (full.Count == MaxGroups) return Plan(full, refused);
                var (kind, facts, why) = await InspectAsync(candidate, ct);
                if (facts is null)
                {
                    refused.Add((folder + candidate.Name, why));
                    _refused.Add(candidate.Name);
                    continue;
                }

                if (!open.TryGetValue(kind, out var group)) open[kind] = group = new Group(options);
                if (group.TryAdd(candidate, facts.ContentBytes, facts.HeldBytes)) continue;
                full.Add(group);
                open[kind] = group = new Group(options);
                group.TryAdd(candidate, facts.ContentBytes, facts.HeldBytes);
            }
        }

        return Plan(full.Concat(open.Values), refused);
    }

    private static FolderPlan Plan(IEnumerable<Group> groups, List<(string, string)> refused) =>
        new([.. groups.Select(group => group.Members()).Where(members => members.Count > 0).Take(MaxGroups)], refused);

    private async ValueTask<List<Candidate>> CandidatesAsync(string folder, FolderDocument document, CancellationToken ct)
    {
        var taken = document.Joined.SelectMany(joined => joined.Sources.Select(source => source.Name).Append(joined.Target))
            .ToHashSet(StringComparer.Ordinal);
        var candidates = new List<Candidate>();
        var now = clock.GetUtcNow();
        if (now - upSince < options.Quiet) return candidates;
        await foreach (var found in objects.ListAsync(bucket, folder, ct))
        {
            if (candidates.Count == MaxCandidates) break;
            var name = found.Key.Path[folder.Length..];
            if (name is "" or ['_', ..] or ['.', ..] || name.Contains('/', StringComparison.Ordinal) || taken.Contains(name) || _refused.Contains(name)) continue;
            if (found.Size > options.SmallSize.Bytes || now - found.Modified < options.Quiet) continue;
            candidates.Add(new Candidate(found, name));
        }

        return candidates;
    }

    private async ValueTask<(string Kind, JoinFacts? Facts, string Why)> InspectAsync(Candidate candidate, CancellationToken ct)
    {
        try
        {
            if (await objects.FindAsync(candidate.Info.Key, ct) is not { } found || found.Size != candidate.Info.Size)
                return ("", null, "it is not what was listed any more");
            var source = new ObjectJoinSource(objects, found.Key, found.Size);
            var join = await JoinOf.SourceAsync(source, candidate.Extension, found.Metadata?.ContentEncoding, ct);
            if (!join.Ok) return ("", null, join.Fault.Message);
            var facts = await join.Value.InspectAsync(source, ct);
            if (!facts.Ok) return ("", null, facts.Fault.Message);
            return ($"{candidate.Extension}\n{found.Metadata}\n{facts.Value.Kind}", facts.Value, "");
        }
        catch (StorageException gone) when (gone.Kind == StorageFaultKind.NotFound)
        {
            return ("", null, "it is gone");
        }
    }
}
