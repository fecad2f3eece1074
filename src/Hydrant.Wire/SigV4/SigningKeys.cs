using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Hydrant.Wire.SigV4;

/// <summary>Derives signing keys, and remembers those of the present days. Safe from any thread.</summary>
internal sealed class SigningKeys
{
    // A key lives for one day, Region and service; more than this many means old days, or somebody guessing.
    private const int MaxRemembered = 1_024;

    private readonly ConcurrentDictionary<(string AccessKey, string Date, string Region, string Service), byte[]> _known = new();

    public byte[] Of(Credential credential, CredentialScope scope)
    {
        var name = (credential.AccessKey, scope.Date, scope.Region, scope.Service);
        if (_known.TryGetValue(name, out var key)) return key;

        key = Hmac(Encoding.UTF8.GetBytes("AWS4" + credential.SecretKey), scope.Date);
        key = Hmac(key, scope.Region);
        key = Hmac(key, scope.Service);
        key = Hmac(key, CredentialScope.ExpectedTerminator);
        if (_known.Count >= MaxRemembered) _known.Clear();
        _known[name] = key;
        return key;
    }

    public static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
