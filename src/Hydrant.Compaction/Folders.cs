using System.Runtime.CompilerServices;
using Hydrant.Storage;

namespace Hydrant.Compaction;

/// <summary>Keys as folders: what stands before a key's last slash, the slash included.</summary>
internal static class Folders
{
    public static string Of(string path) => path[..(path.LastIndexOf('/') + 1)];

    /// <summary>
    /// Every folder with an object of its own below a prefix, once, and each as soon as its first object is listed. Only
    /// the folders around the present key are remembered.
    /// </summary>
    public static async IAsyncEnumerable<string> BelowAsync(
        IObjectStore objects, string bucket, string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        var around = new Stack<string>();
        await foreach (var found in objects.ListAsync(bucket, prefix, ct))
        {
            var path = found.Key.Path;
            while (around.TryPeek(out var open) && !path.StartsWith(open, StringComparison.Ordinal)) around.Pop();
            var folder = Of(path);
            if (around.Contains(folder)) continue;
            around.Push(folder);
            yield return folder;
        }
    }
}
