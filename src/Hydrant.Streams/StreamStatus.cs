namespace Hydrant.Streams;

/// <summary>A stream's life, in the words of the API.</summary>
public enum StreamStatus
{
    /// <summary>Made, and not yet to be used.</summary>
    Creating,

    /// <summary>In use.</summary>
    Active,

    /// <summary>In use, while a control operation is at work.</summary>
    Updating,

    /// <summary>On its way out; its name is not free yet.</summary>
    Deleting,
}
