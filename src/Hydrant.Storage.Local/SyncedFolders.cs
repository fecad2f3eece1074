namespace Hydrant.Storage.Local;

/// <summary>
/// Which folders are known to survive a power cut, so that a file that is placed in one syncs that folder alone, and not all those
/// above it again. It knows less than is true, never more. Safe from any thread.
/// </summary>
internal sealed class SyncedFolders
{
    // Names of a few hundred bytes; beyond that they are learned again.
    private const int MostKnown = 20_000;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private long _changes;

    /// <summary>
    /// Makes what was placed in the folder durable, and the folder itself. All above it, whoever made them, unless they are known:
    /// one that another writer, or a process that was killed, has just made is there for us, but not yet after a power cut.
    /// </summary>
    /// <param name="folder">Below <paramref name="last"/>, or it.</param>
    /// <returns>How many were synced.</returns>
    /// <exception cref="IOException">What was placed in the folder may be gone after a power cut.</exception>
    public int Sync(string folder, string last)
    {
        long changes;
        lock (_gate) changes = _changes;
        var synced = new List<string>();
        var count = 0;
        for (var at = folder; at.Length >= last.Length; at = Path.GetDirectoryName(at)!)
        {
            FileSync.Folder(at);
            count++;
            lock (_gate)
            {
                if (_known.Contains(at)) break;
            }

            synced.Add(at);
        }

        // A folder that came or went meanwhile may not be the one that was synced.
        lock (_gate)
        {
            if (changes != _changes) return count;
            if (_known.Count > MostKnown) _known.Clear();
            _known.UnionWith(synced);
            return count;
        }
    }

    /// <summary>The folder was made, or is about to go.</summary>
    public void Forget(string folder)
    {
        lock (_gate)
        {
            _changes++;
            _known.Remove(folder);
        }
    }
}
