namespace Hydrant.Delivery.Configuration;

/// <summary>Where the encryption of a delivery stream is. The two on the way end by themselves.</summary>
public enum DeliveryEncryptionStatus
{
    /// <summary>What arrives is said to be not encrypted.</summary>
    Disabled,

    /// <summary>Begins, or takes another key.</summary>
    Enabling,

    /// <summary>What arrives is said to be encrypted.</summary>
    Enabled,

    /// <summary>Ends.</summary>
    Disabling,
}
