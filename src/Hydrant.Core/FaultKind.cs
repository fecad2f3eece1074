namespace Hydrant.Core;

/// <summary>What the caller can do about a <see cref="Fault"/>, not what went wrong inside. Each service names them on its wire.</summary>
public enum FaultKind
{
    /// <summary>Mend the request: a rule between members, or with what exists, is broken.</summary>
    InvalidArgument,

    /// <summary>Mend the request: one member alone is out of its constraints.</summary>
    Validation,

    /// <summary>Create it first, or correct the name.</summary>
    NotFound,

    /// <summary>Wait until it leaves its present state, or choose another name.</summary>
    InUse,

    /// <summary>Read it again and repeat the change: somebody else changed it meanwhile.</summary>
    Conflict,

    /// <summary>Delete something, or call less often.</summary>
    LimitExceeded,

    /// <summary>Write or read more slowly; the same request may succeed in a second.</summary>
    ThroughputExceeded,

    /// <summary>Call less often; the same request may succeed in a second.</summary>
    CallsExceeded,

    /// <summary>Ask for a new shard iterator.</summary>
    ExpiredIterator,

    /// <summary>Start the listing again.</summary>
    ExpiredNextToken,

    /// <summary>Ask for the permission.</summary>
    AccessDenied,

    /// <summary>Nothing: the caller asked whether the request would succeed, and it would.</summary>
    DryRun,

    /// <summary>Name a key that exists.</summary>
    KeyNotFound,

    /// <summary>Repeat the request later: the server cannot store it now.</summary>
    Unavailable,

    /// <summary>Nothing: the server failed.</summary>
    Internal,
}
