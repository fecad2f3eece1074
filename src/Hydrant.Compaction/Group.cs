namespace Hydrant.Compaction;

/// <summary>Candidates of one kind in the order of their names, as many as make one object.</summary>
internal sealed class Group(CompactionOptions options)
{
    // What a ZIP file can hold, and what footers may take of memory until the joined file is whole.
    private const long MaxContentBytes = 1L << 31;
    private const long MaxHeldBytes = 64L << 20;

    private readonly List<Candidate> _members = [];
    private long _bytes;
    private long _contentBytes;
    private long _heldBytes;

    public bool TryAdd(Candidate candidate, long contentBytes, long heldBytes)
    {
        var fits = _members.Count < options.MaxSources
            && _bytes + candidate.Info.Size <= options.TargetSize.Bytes
            && _contentBytes + contentBytes <= MaxContentBytes
            && _heldBytes + heldBytes <= MaxHeldBytes;
        if (!fits && _members.Count > 0) return false;
        _members.Add(candidate);
        _bytes += candidate.Info.Size;
        _contentBytes += contentBytes;
        _heldBytes += heldBytes;
        return true;
    }

    /// <summary>
    /// What is worth joining: no member larger than all others together. Else a large object would be written again for
    /// each small one that comes; so its size at least doubles each time.
    /// </summary>
    public IReadOnlyList<Candidate> Members()
    {
        var members = _members.ToList();
        var bytes = _bytes;
        while (members.Count > 1)
        {
            var largest = members.MaxBy(member => member.Info.Size)!;
            if (largest.Info.Size <= bytes - largest.Info.Size) break;
            members.Remove(largest);
            bytes -= largest.Info.Size;
        }

        return members.Count > 1 ? members : [];
    }
}
