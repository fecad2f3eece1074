namespace Hydrant.Streams.Quotas;

/// <summary>Whether the quotas of the service are kept.</summary>
public enum LimitMode
{
    /// <summary>A shard takes what the machine gives.</summary>
    Off,

    /// <summary>As in the service, with its words.</summary>
    Aws,
}
