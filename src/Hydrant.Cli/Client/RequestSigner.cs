using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hydrant.Cli.Client;

/// <summary>Signs requests by Signature Version 4, header form.</summary>
internal sealed class RequestSigner(string accessKey, string secretKey, string region)
{
    /// <summary>The value of the Authorization header for a POST to the root path.</summary>
    /// <param name="service">As credential scopes spell it.</param>
    /// <param name="headers">What is signed: lower-case names, in order of their names.</param>
    /// <param name="time">The value of x-amz-date.</param>
    /// <param name="body">The whole body.</param>
    public string Sign(string service, IReadOnlyList<(string Name, string Value)> headers, string time, ReadOnlySpan<byte> body)
    {
        var names = string.Join(';', headers.Select(header => header.Name));
        var canonical = new StringBuilder("POST\n/\n\n");
        foreach (var (name, value) in headers) canonical.Append(name).Append(':').Append(value).Append('\n');
        canonical.Append('\n').Append(names).Append('\n').Append(Convert.ToHexStringLower(SHA256.HashData(body)));

        var scope = $"{time[..8]}/{region}/{service}/aws4_request";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString())));
        var key = Hmac(Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes("AWS4" + secretKey), time[..8]), region), service), "aws4_request");
        var signature = Convert.ToHexStringLower(Hmac(key, $"AWS4-HMAC-SHA256\n{time}\n{scope}\n{hash}"));
        return $"AWS4-HMAC-SHA256 Credential={accessKey}/{scope}, SignedHeaders={names}, Signature={signature}";
    }

    public static string TimeText(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
