using Hydrant.Core;

namespace Hydrant.Wire.SigV4;

/// <summary>Who sent a request: the account of the credentials, the Region of their scope, and the key that signed.</summary>
public readonly record struct Caller(string Account, string Region, string AccessKey)
{
    public Tenant Tenant => new(Account, Region);
}
