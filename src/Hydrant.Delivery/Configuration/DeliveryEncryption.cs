namespace Hydrant.Delivery.Configuration;

/// <summary>
/// Whether records are encrypted, and with which key, as callers are told. It is kept and shown: keys are not at hand here,
/// so that no byte is stored in another form.
/// </summary>
/// <param name="Status">Where it is.</param>
/// <param name="KeyArn">The caller's own key; null for one of the service, or for none.</param>
/// <param name="IsApplied">Whether what arrives now counts as encrypted: on the way, what held before goes on.</param>
public sealed record DeliveryEncryption(DeliveryEncryptionStatus Status, string? KeyArn, bool IsApplied)
{
    /// <summary>That of a delivery stream that was never encrypted.</summary>
    public static readonly DeliveryEncryption Off = new(DeliveryEncryptionStatus.Disabled, null, IsApplied: false);

    /// <summary>Whether it is on the way and ends by itself.</summary>
    public bool IsChanging => Status is DeliveryEncryptionStatus.Enabling or DeliveryEncryptionStatus.Disabling;

    /// <summary>Begins, or takes another key.</summary>
    public DeliveryEncryption Start(string? keyArn) => new(DeliveryEncryptionStatus.Enabling, keyArn, IsApplied);

    /// <summary>Ends; where there is none, nothing changes.</summary>
    public DeliveryEncryption Stop() =>
        Status == DeliveryEncryptionStatus.Disabled ? this : this with { Status = DeliveryEncryptionStatus.Disabling };

    /// <summary>What comes of it by itself.</summary>
    public DeliveryEncryption Settle() => Status switch
    {
        DeliveryEncryptionStatus.Enabling => new(DeliveryEncryptionStatus.Enabled, KeyArn, IsApplied: true),
        DeliveryEncryptionStatus.Disabling => Off,
        _ => this,
    };
}
