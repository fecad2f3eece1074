using System.Runtime.CompilerServices;
using Hydrant.Core;

namespace Hydrant.Storage.Local;

/// <summary>
/// Objects as files: a bucket is a folder below the root and a key a path in it, so that ordinary tools read what was
/// delivered. An object is written in <c>.staging</c>, synced, and renamed to its place. What the file system cannot
/// keep of it, its content type and encoding, is in <c>.metadata</c> when it is not the usual one.
/// docs/specs/object-store.md. Safe from any thread; a root has one store at a time.
/// </summary>
public sealed class LocalObjectStore : IObjectStore
{
    private const int BufferBytes = 64 * 1024;

    private readonly LocalObjectStoreOptions _options;
    private readonly IIdSource _ids;
    private readonly string _staging;
    private readonly BucketFolders _buckets;
    private readonly BucketFolders _metadata;

    // A body and what it says of itself are two files. Whoever changes or looks at both holds its key's gate; keys share
    // gates, because a gate for each would be a table that grows.
    private readonly Lock[] _gates = [.. Enumerable.Range(0, 64).Select(_ => new Lock())];

    private LocalObjectStore(LocalObjectStoreOptions options, IIdSource ids)
    {
        var root = Path.GetFullPath(options.Root);
        (_options, _ids) = (options, ids);
        _staging = Path.Combine(root, ".staging");
        _buckets = new BucketFolders(root);
        _metadata = new BucketFolders(Path.Combine(root, ".metadata"));
    }

    /// <summary>Makes the root ready and removes what writers of an earlier process did not finish.</summary>
    /// <exception cref="StorageException">Unavailable or Full: the root cannot be used.</exception>
    public static LocalObjectStore Open(LocalObjectStoreOptions options, IIdSource ids)
    {
        var store = new LocalObjectStore(options, ids);
        try
        {
            Directory.CreateDirectory(store._staging);
            Directory.CreateDirectory(store._metadata.Root);
            foreach (var leftOver in Directory.EnumerateFiles(store._staging)) File.Delete(leftOver);
            FileSync.Folder(store._buckets.Root);
        }
        catch (Exception e) when (LocalFaults.IsOfTheWorld(e))
        {
            throw LocalFaults.Of(new ObjectKey(options.Root, ""), e);
        }

        return store;
    }

    public ValueTask<IObjectWriter> CreateAsync(ObjectKey key, ObjectMetadata metadata, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var bucket = _buckets.Of(key.Bucket);
        if (!_options.CreateBuckets && !Directory.Exists(bucket)) throw LocalFaults.NoBucket(key.Bucket);
        try
        {
            return new(new LocalObjectWriter(this, key, metadata, Stage()));
        }
        catch (Exception e) when (LocalFaults.IsOfTheWorld(e))
        {
            throw LocalFaults.Of(key, e);
        }
    }

    public ValueTask<Stream> OpenReadAsync(ObjectKey key, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            // Twice: a file may be moved aside between the look and the opening.
            return new(TryOpen(key) ?? TryOpen(key) ?? throw LocalFaults.NoObject(key));
        }
        catch (Exception e) when (LocalFaults.IsOfTheWorld(e))
        {
            throw LocalFaults.Of(key, e);
        }
    }

    public async ValueTask<Stream> OpenRangeAsync(ObjectKey key, long offset, long length, CancellationToken ct)
    {
        var stream = await OpenReadAsync(key, ct);
        stream.Seek(offset, SeekOrigin.Begin);
        return new RangeStream(stream, length);
    }

    public ValueTask<ObjectInfo?> FindAsync(ObjectKey key, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            lock (GateOf(key)) return new(Find(key));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Deleted while it was looked at.
            return new(default(ObjectInfo));
        }
        catch (Exception e) when (LocalFaults.IsOfTheWorld(e))
        {
            throw LocalFaults.Of(key, e);
        }
    }

    public async IAsyncEnumerable<ObjectInfo> ListAsync(
        string bucket, string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        var listing = new BucketListing(bucket, _buckets.Of(bucket), prefix);
        while (await Task.Run(listing.Next, ct) is { } page)
        {
            foreach (var found in page) yield return found;
        }
    }

    public ValueTask DeleteAsync(ObjectKey key, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            lock (GateOf(key))
            {
                _buckets.Remove(key);
                _metadata.Remove(key);
            }

            return ValueTask.CompletedTask;
        }
        catch (Exception e) when (LocalFaults.IsOfTheWorld(e))
        {
            throw LocalFaults.Of(key, e);
        }
    }

    /// <summary>Shows a synced file of the staging folder as the object. Metadata first: nobody shall see it without.</summary>
    internal void Publish(string file, ObjectKey key, ObjectMetadata metadata)
    {
        var about = metadata == ObjectMetadataFile.Default ? null : Stage();
        using (about)
        {
            about?.Write(ObjectMetadataFile.Encode(metadata));
            about?.Flush(flushToDisk: true);
        }

        lock (GateOf(key))
        {
            if (about is not null) _metadata.Place(about.Name, key);
            _buckets.Place(file, key);
            if (about is null) _metadata.Remove(key);
        }
    }

    internal static void Discard(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (LocalFaults.IsOfTheWorld(e))
        {
            // It takes space and nothing else until the next start removes it.
        }
    }

    private Lock GateOf(ObjectKey key) => _gates[(uint)key.GetHashCode() % (uint)_gates.Length];

    private ObjectInfo? Find(ObjectKey key)
    {
        if (_buckets.Find(key) is not { } path) return null;
        var file = new FileInfo(path);
        var found = new ObjectInfo(key, file.Length, ObjectMetadataFile.Default) { Modified = file.LastWriteTimeUtc };
        if (_metadata.Find(key) is not { } about) return found;

        var metadata = ObjectMetadataFile.Decode(File.ReadAllBytes(about))
            ?? throw new StorageException(StorageFaultKind.Corrupt, $"{about} is not the metadata of an object.");
        return found with { Metadata = metadata };
    }

    private FileStream Stage() => new(
        Path.Combine(_staging, _ids.NewGuid().ToString("N")),
        FileMode.CreateNew, FileAccess.Write, FileShare.Read, BufferBytes, FileOptions.Asynchronous);

    private FileStream? TryOpen(ObjectKey key)
    {
        try
        {
            return _buckets.Find(key) is { } path
                ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete,
                    BufferBytes, FileOptions.Asynchronous | FileOptions.SequentialScan)
                : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
