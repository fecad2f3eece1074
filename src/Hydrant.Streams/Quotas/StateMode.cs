namespace Hydrant.Streams.Quotas;

/// <summary>How long streams stay CREATING, UPDATING and DELETING.</summary>
public enum StateMode
{
    /// <summary>Long enough to be seen, short enough not to wait for.</summary>
    Fast,

    /// <summary>Seconds, as in the service.</summary>
    Aws,
}
