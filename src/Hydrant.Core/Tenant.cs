namespace Hydrant.Core;

/// <summary>
/// Whose resources a call sees: a 12-digit account and a Region. The Region is that of the credential scope, the account
/// that of the credentials. Streams of different tenants never see each other.
/// </summary>
public readonly record struct Tenant(string Account, string Region)
{
    public override string ToString() => $"{Account}/{Region}";
}
