namespace Hydrant.Storage.Local;

/// <summary>Where buckets are folders.</summary>
public sealed record LocalObjectStoreOptions
{
    /// <summary>The folder of all buckets; everything the store writes is below it. Made when it is missing.</summary>
    public required string Root { get; init; }

    /// <summary>A bucket appears with its first object. Off: an object for a bucket without a folder is refused.</summary>
    public bool CreateBuckets { get; init; } = true;

    /// <summary>Everything that is wrong with these options; empty when they can be used.</summary>
    public IReadOnlyList<string> Mistakes() => Root.Length == 0 ? ["Root must name a folder."] : [];
}
