using System.Runtime.CompilerServices;
using Hydrant.Storage;

namespace Hydrant.Compaction;

/// <summary>
/// The rule by which a reader sees every record once while objects are joined (docs/specs/compaction.md): read the
/// folder's document, list the folder, read the document again. When something was taken out of it in between, or a
/// target was written in between and not listed, start again. Else leave out the sources of every target that was listed.
/// </summary>
public static class LiveObjects
{
    /// <summary>The live objects of one folder, without those of folders in it, in ordinal order.</summary>
    /// <param name="folder">Empty, or ends with a slash.</param>
    /// <exception cref="StorageException">Unavailable; or Corrupt when the document is damaged.</exception>
    public static async ValueTask<IReadOnlyList<ObjectInfo>> OfFolderAsync(
        IObjectStore objects, string bucket, string folder, CancellationToken ct)
    {
        while (true)
        {
            var before = await FolderDocument.ReadAsync(objects, bucket, folder, ct);
            var listed = new List<ObjectInfo>();
            await foreach (var found in objects.ListAsync(bucket, folder, ct))
            {
                if (Folders.Of(found.Key.Path) == folder) listed.Add(found);
            }

            var after = await FolderDocument.ReadAsync(objects, bucket, folder, ct);
            var names = listed.Select(found => found.Key.Path[folder.Length..]).ToHashSet(StringComparer.Ordinal);
            if (before.Removed == after.Removed && !HasMissed(names, before, after)) return Filter(listed, names, folder, after);
        }
    }

    /// <summary>The live objects of all folders below a prefix, folder by folder.</summary>
    public static async IAsyncEnumerable<ObjectInfo> BelowAsync(
        IObjectStore objects, string bucket, string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var folder in Folders.BelowAsync(objects, bucket, prefix, ct))
        {
            foreach (var found in await OfFolderAsync(objects, bucket, folder, ct))
            {
                if (found.Key.Path.StartsWith(prefix, StringComparison.Ordinal)) yield return found;
            }
        }
    }

    /// <summary>
    /// Whether sources may have been deleted for a target that the listing does not have. One that was there before the
    /// listing and is not in it was deleted by somebody: then nothing replaces its sources.
    /// </summary>
    private static bool HasMissed(HashSet<string> names, FolderDocument before, FolderDocument after) =>
        after.Joined.Any(joined => joined.WrittenMs is not null && !names.Contains(joined.Target)
            && !before.Joined.Any(known => known.Target == joined.Target && known.WrittenMs is not null));

    /// <summary>What is live of a listing whose folder had this document behind it.</summary>
    private static List<ObjectInfo> Filter(
        List<ObjectInfo> listed, HashSet<string> names, string folder, FolderDocument document)
    {
        var replaced = document.Joined
            .Where(joined => names.Contains(joined.Target))
            .SelectMany(joined => joined.Sources)
            .Select(source => source.Name)
            .Append(FolderDocument.Name)
            .ToHashSet(StringComparer.Ordinal);
        return [.. listed.Where(found => !replaced.Contains(found.Key.Path[folder.Length..]))];
    }
}
