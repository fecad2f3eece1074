namespace Hydrant.Storage;

/// <summary>What the owner of a log, catalogue or object store can do when the world failed it.</summary>
public enum StorageFaultKind
{
    /// <summary>Try again later; nothing was stored by the failed call.</summary>
    Unavailable,

    /// <summary>Try again when there is space; nothing was stored, reads go on.</summary>
    Full,

    /// <summary>Stop: another owner has taken over.</summary>
    Fenced,

    /// <summary>These bytes are not what was written. They are named in the message and never served.</summary>
    Corrupt,

    /// <summary>The store was closed, or has stopped itself because a sync failed; restart it.</summary>
    Closed,

    /// <summary>The log takes no appends because it was sealed; its owner knows where records go now.</summary>
    Sealed,

    /// <summary>There is no such object.</summary>
    NotFound,
}
