namespace Hydrant.Wire.SigV4;

/// <summary>A key pair that may sign requests, and the account whose resources it sees.</summary>
/// <param name="AccessKey">The key id, sent with every request.</param>
/// <param name="SecretKey">Never sent; both sides know it.</param>
/// <param name="Account">12 digits.</param>
public sealed record Credential(string AccessKey, string SecretKey, string Account)
{
    // The secret stays out of logs.
    public override string ToString() => $"{AccessKey} of account {Account}";
}
