namespace Hydrant.Storage.Local;

/// <summary>
/// Walks a bucket in ordinal order of its keys with one folder's names in memory for each level. A folder sorts as its
/// name with a slash, because all keys in it start so. For one caller at a time.
/// </summary>
internal sealed class BucketListing
{
    private const int PageObjects = 1000;

    private readonly string _bucket;
    private readonly string _prefix;
    private readonly Stack<Queue<Entry>> _levels = [];

    public BucketListing(string bucket, string folder, string prefix)
    {
        (_bucket, _prefix) = (bucket, prefix);
        _levels.Push(new Queue<Entry>([new Entry("", folder, File: null)]));
    }

    /// <summary>The next objects, or null when there are no more.</summary>
    /// <exception cref="StorageException">Unavailable.</exception>
    public IReadOnlyList<ObjectInfo>? Next()
    {
        List<ObjectInfo> page = [];
        try
        {
            while (page.Count < PageObjects && _levels.TryPeek(out var level))
            {
                if (!level.TryDequeue(out var entry)) _levels.Pop();
                else if (entry.File is { } file) page.Add(InfoOf(entry.Key, file));
                else _levels.Push(Level(entry));
            }
        }
        catch (Exception e) when (LocalFaults.IsOfTheWorld(e))
        {
            throw LocalFaults.Of(new ObjectKey(_bucket, _prefix), e);
        }

        return page.Count == 0 ? null : page;
    }

    private Queue<Entry> Level(Entry folder)
    {
        List<Entry> entries = [];
        Collect(folder, entries);
        entries.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        return new Queue<Entry>(entries);
    }

    private void Collect(Entry folder, List<Entry> entries)
    {
        var directory = new DirectoryInfo(folder.Path);
        try
        {
            foreach (var found in directory.EnumerateFileSystemInfos())
            {
                if (!ObjectPath.TryRead(found.Name, out var text, out var goesOn)) continue;
                var key = folder.Key + text;
                if (found is FileInfo file)
                {
                    if (key.StartsWith(_prefix, StringComparison.Ordinal) && IsThere(file))
                        entries.Add(new Entry(key, "", file));
                    continue;
                }

                if (!goesOn) key += "/";
                if (!Meets(key)) continue;

                // The rest of a long segment sorts among its neighbours, not behind them.
                if (goesOn) Collect(new Entry(key, found.FullName, File: null), entries);
                else entries.Add(new Entry(key, found.FullName, File: null));
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Removed during the walk, or a bucket without an object.
        }
    }

    // Asks the file system now: what it said stays in the entry until the page is made.
    private static bool IsThere(FileInfo file)
    {
        file.Refresh();
        return file.Exists;
    }

    private ObjectInfo InfoOf(string key, FileInfo file) =>
        new(new ObjectKey(_bucket, key), file.Length, Metadata: null) { Modified = file.LastWriteTimeUtc };

    private bool Meets(string key) =>
        key.StartsWith(_prefix, StringComparison.Ordinal) || _prefix.StartsWith(key, StringComparison.Ordinal);

    /// <param name="Key">The key, or what all keys in the folder start with.</param>
    /// <param name="Path">The folder.</param>
    /// <param name="File">The file; null for a folder.</param>
    private sealed record Entry(string Key, string Path, FileInfo? File);
}
