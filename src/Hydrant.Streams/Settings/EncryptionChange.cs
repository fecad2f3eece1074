namespace Hydrant.Streams.Settings;

/// <summary>Encryption was started, stopped, or got another key.</summary>
/// <param name="AtMs">Epoch milliseconds; records that arrived then or later are concerned.</param>
/// <param name="KeyId">The key as the user named it; null when encryption was stopped.</param>
public sealed record EncryptionChange(long AtMs, string? KeyId);
