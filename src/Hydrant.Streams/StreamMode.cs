namespace Hydrant.Streams;

/// <summary>Who decides how many shards a stream has.</summary>
public enum StreamMode
{
    /// <summary>The user.</summary>
    Provisioned,

    /// <summary>The service.</summary>
    OnDemand,
}
