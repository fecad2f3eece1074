namespace Hydrant.Streams.Consumers;

/// <summary>A consumer's life, in the words of the API.</summary>
public enum ConsumerStatus
{
    /// <summary>Registered, and not yet to be used.</summary>
    Creating,

    /// <summary>In use.</summary>
    Active,

    /// <summary>On its way out; its name is not free yet.</summary>
    Deleting,
}
