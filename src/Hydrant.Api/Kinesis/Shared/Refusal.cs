namespace Hydrant.Api.Kinesis.Shared;

/// <summary>Why one record of a request was not taken though the others may be.</summary>
internal enum Refusal
{
    None,

    /// <summary>Its shard has taken enough for now.</summary>
    Throttled,

    /// <summary>A failure that a tester asked for.</summary>
    Failed,
}
