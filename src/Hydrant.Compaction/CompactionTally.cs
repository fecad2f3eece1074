namespace Hydrant.Compaction;

/// <summary>Counts what a run does. One writes, anybody asks for a <see cref="Report"/>.</summary>
internal sealed class CompactionTally
{
    private const int MaxListed = 100;

    private readonly Lock _gate = new();
    private readonly List<(string, string)> _refused = [];
    private readonly List<(string, string)> _failed = [];
    private readonly HashSet<string> _refusedKeys = new(StringComparer.Ordinal);
    private int _folders;
    private int _written;
    private int _sources;
    private long _bytes;
    private int _deleted;
    private int _waiting;

    public void Looked()
    {
        lock (_gate) _folders++;
    }

    public void Wrote(int sources, long bytes)
    {
        lock (_gate)
        {
            _written++;
            _sources += sources;
            _bytes += bytes;
        }
    }

    public void Deleted()
    {
        lock (_gate) _deleted++;
    }

    public void Waiting(int folders)
    {
        lock (_gate) _waiting = folders;
    }

    public void Refused(string key, string why)
    {
        lock (_gate)
        {
            if (_refused.Count < MaxListed && _refusedKeys.Add(key)) _refused.Add((key, why));
        }
    }

    public void Failed(string folder, string why)
    {
        lock (_gate)
        {
            if (_failed.Count < MaxListed) _failed.Add((folder, why));
        }
    }

    public CompactionReport Report()
    {
        lock (_gate) return new CompactionReport(_folders, _written, _sources, _bytes, _deleted, _waiting, [.. _refused], [.. _failed]);
    }
}
