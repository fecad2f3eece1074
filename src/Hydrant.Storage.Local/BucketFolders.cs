using System.Buffers;

namespace Hydrant.Storage.Local;

/// <summary>
/// The one place that moves files into and out of buckets. A file and a folder cannot have the same name, so the file of
/// "a" is moved aside when "a/b" appears; the gate keeps that, and the removal of emptied folders, from crossing a
/// placing. Data is written and synced outside of it. Safe from any thread.
/// </summary>
internal sealed class BucketFolders(string root)
{
    private static readonly SearchValues<char> BucketChars =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

    private readonly Lock _gate = new();
    private readonly SyncedFolders _synced = new();

    public string Root => root;

    /// <summary>The folder of a bucket, there or not.</summary>
    /// <exception cref="StorageException">NotFound: no bucket can be called so.</exception>
    public string Of(string bucket)
    {
        // Names with a dot in front are the store's own.
        var valid = bucket.Length is > 0 and <= 255 && bucket[0] != '.' && !bucket.AsSpan().ContainsAnyExcept(BucketChars);
        return valid ? Path.Combine(root, bucket) : throw LocalFaults.NoBucket(bucket);
    }

    /// <summary>Where a key's file is, or null when there is none.</summary>
    public string? Find(ObjectKey key)
    {
        var path = Path.Combine(Of(key.Bucket), ObjectPath.Of(key.Path));
        if (File.Exists(path)) return path;

        // In this order: a file is only ever moved from its plain name to the other one.
        var aside = ObjectPath.AsideOf(path);
        return File.Exists(aside) ? aside : null;
    }

    /// <summary>Renames a finished file to be the key's, in place of the one there was.</summary>
    public void Place(string file, ObjectKey key)
    {
        var bucket = Of(key.Bucket);
        var path = Path.Combine(bucket, ObjectPath.Of(key.Path));
        lock (_gate)
        {
            MakeFolders(Path.GetDirectoryName(path)!);
            var aside = ObjectPath.AsideOf(path);
            File.Move(file, Directory.Exists(path) || File.Exists(aside) ? aside : path, overwrite: true);
        }

        _synced.Sync(Path.GetDirectoryName(path)!, root);
    }

    /// <summary>Removes the key's file and the folders it leaves empty, but never the bucket.</summary>
    public void Remove(ObjectKey key)
    {
        var bucket = Of(key.Bucket);
        lock (_gate)
        {
            if (Find(key) is not { } path) return;
            File.Delete(path);
            var folder = Path.GetDirectoryName(path)!;
            while (folder.Length > bucket.Length && !Directory.EnumerateFileSystemEntries(folder).Any())
            {
                _synced.Forget(folder);
                Directory.Delete(folder);
                folder = Path.GetDirectoryName(folder)!;
            }

            FileSync.Folder(folder);
        }
    }

    private void MakeFolders(string folder)
    {
        if (Directory.Exists(folder)) return;
        if (folder.Length > root.Length) MakeFolders(Path.GetDirectoryName(folder)!);
        if (File.Exists(folder)) File.Move(folder, ObjectPath.AsideOf(folder));
        Directory.CreateDirectory(folder);
        _synced.Forget(folder);
    }
}
