using Hydrant.Core;
using Hydrant.Formats.Compression;
using Hydrant.Storage;

namespace Hydrant.Compaction;

/// <summary>
/// Joins objects of one folder. The order of its writes is what readers rely on (docs/specs/compaction.md):
/// <list type="number">
/// <item>the folder's document names target and sources,</item>
/// <item>the target appears, whole,</item>
/// <item>the document says so, and the grace period begins,</item>
/// <item>the sources are deleted,</item>
/// <item>the document forgets them, and counts that.</item>
/// </list>
/// All that is known between two calls is in the document, so a call goes on where another one, or a crash, ended. One
/// job works on a folder at a time.
/// </summary>
internal sealed class FolderCompaction(
    IObjectStore objects, string bucket, string folder, FolderPlanner planner, CompactionOptions options,
    TimeProvider clock, IIdSource ids, CompactionTally tally)
{
    private FolderDocument _document = FolderDocument.Empty;

    // What could not be joined would only be planned again.
    private bool _hasGivenUp;

    /// <summary>When there is more to do here; null when there is not.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>Does all that can be done now.</summary>
    /// <param name="plan">Whether something new is joined, or only finished what was begun.</param>
    /// <param name="ct">Cancelled between or within steps; nothing is lost by it.</param>
    /// <exception cref="StorageException">The store failed; another call goes on from there.</exception>
    public async ValueTask AdvanceAsync(bool plan, CancellationToken ct)
    {
        _document = await FolderDocument.ReadAsync(objects, bucket, folder, ct);
        do
        {
            await WriteTargetsAsync(ct);
            await DeleteSourcesAsync(ct);
        }
        while (plan && !_hasGivenUp && await PlanAsync(ct));

        DueAt = _document.Joined.Count == 0
            ? null
            : DateTimeOffset.FromUnixTimeMilliseconds(_document.Joined.Min(joined => joined.WrittenMs)!.Value) + options.Grace;
    }

    private async ValueTask<bool> PlanAsync(CancellationToken ct)
    {
        var plan = await planner.PlanAsync(folder, _document, ct);
        foreach (var (key, why) in plan.Refused) tally.Refused(key, why);
        var joined = _document.Joined.ToList();
        var named = _document.Named;
        foreach (var group in plan.Groups)
        {
            if (TargetName.After(folder, group[^1].Name, named, ids.NewGuid()) is not { } target)
            {
                tally.Refused(folder + group[^1].Name, "the name of the joined object would be longer than a key can be");
                continue;
            }

            named = target.Named;
            joined.Add(new JoinedObject(target.Name, null, [.. group.Select(source => new SourceObject(source.Name, source.Info.Size))]));
        }

        if (joined.Count == _document.Joined.Count) return false;
        await SaveAsync(_document with { Named = named, Joined = joined }, ct);
        return true;
    }

    /// <summary>What an earlier call began is written again unless it is there: an object is whole or not there.</summary>
    private async ValueTask WriteTargetsAsync(CancellationToken ct)
    {
        var joined = _document.Joined.ToList();
        for (var i = joined.Count - 1; i >= 0; i--)
        {
            if (joined[i].WrittenMs is not null) continue;
            if (await objects.FindAsync(KeyOf(joined[i].Target), ct) is null && await WriteTargetAsync(joined[i], ct) is { } fault)
            {
                tally.Failed(folder + joined[i].Target, fault.Message);
                joined.RemoveAt(i);
                _hasGivenUp = true;
                continue;
            }

            joined[i] = joined[i] with { WrittenMs = clock.GetUtcNow().ToUnixTimeMilliseconds() };
        }

        await SaveAsync(_document with { Joined = joined, Removed = _document.Removed + _document.Joined.Count - joined.Count }, ct);
    }

    private async ValueTask<Fault?> WriteTargetAsync(JoinedObject joined, CancellationToken ct)
    {
        var sources = new List<ObjectJoinSource>();
        ObjectInfo? first = null;
        foreach (var source in joined.Sources)
        {
            var found = await objects.FindAsync(KeyOf(source.Name), ct);
            if (found?.Size != source.Size) return Fault.Conflict($"{folder}{source.Name} was replaced or deleted by somebody else");
            first ??= found;
            sources.Add(new ObjectJoinSource(objects, found.Key, found.Size));
        }

        var metadata = first!.Metadata ?? new ObjectMetadata("application/octet-stream", null);
        var extension = TargetName.ExtensionOf(joined.Target);
        var join = await JoinOf.SourceAsync(sources[0], extension, metadata.ContentEncoding, ct);
        if (!join.Ok) return join.Fault;

        var seed = new CompressionSeed(TargetName.IdOf(joined.Target, extension), first.Modified);
        await using var writer = await objects.CreateAsync(KeyOf(joined.Target), metadata, ct);
        await using var output = new ObjectWriterStream(writer);
        if (await join.Value.WriteAsync(sources, output, seed, ct) is { } fault)
            return fault;
        await writer.CompleteAsync(ct);
        tally.Wrote(sources.Count, output.Length);
        return null;
    }

    private async ValueTask DeleteSourcesAsync(CancellationToken ct)
    {
        var before = (clock.GetUtcNow() - options.Grace).ToUnixTimeMilliseconds();
        var due = _document.Joined.Where(joined => joined.WrittenMs <= before).ToList();
        foreach (var source in due.SelectMany(joined => joined.Sources))
        {
            // One of another size came later, under the same name: its records are nowhere else.
            var key = KeyOf(source.Name);
            if ((await objects.FindAsync(key, ct))?.Size != source.Size) continue;
            await objects.DeleteAsync(key, ct);
            tally.Deleted();
        }

        await SaveAsync(_document with { Joined = [.. _document.Joined.Except(due)], Removed = _document.Removed + due.Count }, ct);
    }

    private async ValueTask SaveAsync(FolderDocument document, CancellationToken ct)
    {
        if (document.Joined.SequenceEqual(_document.Joined)) return;
        await document.WriteAsync(objects, bucket, folder, ct);
        _document = document;
    }

    private ObjectKey KeyOf(string name) => new(bucket, folder + name);
}
