using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hydrant.Fuzz.Sockets;

/// <summary>Signature Version 4 for a POST to <c>/</c>, in a header or in the query.</summary>
internal static class Signature
{
    public const string AccessKey = "AKIDABUSE";
    public const string Secret = "secret";
    public const string Account = "123456789012";

    private const string Algorithm = "AWS4-HMAC-SHA256";

    public static string Now => DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The value of the Authorization header.</summary>
    public static string Header(
        IReadOnlyList<(string Name, string Value)> signed, string service, string time, byte[] body)
    {
        var names = string.Join(';', signed.Select(header => header.Name));
        var scope = Scope(service, time);
        return $"{Algorithm} Credential={AccessKey}/{scope}, SignedHeaders={names}, "
            + $"Signature={Of("", signed, scope, time, body)}";
    }

    /// <summary>The path and query of a presigned request.</summary>
    public static string Query(
        IReadOnlyList<(string Name, string Value)> signed, string service, string time, byte[] body)
    {
        var scope = Scope(service, time);
        var names = string.Join("%3B", signed.Select(header => header.Name));
        var query = $"X-Amz-Algorithm={Algorithm}&X-Amz-Credential={Uri.EscapeDataString($"{AccessKey}/{scope}")}"
            + $"&X-Amz-Date={time}&X-Amz-Expires=300&X-Amz-SignedHeaders={names}";
        return $"/?{query}&X-Amz-Signature={Of(query, signed, scope, time, body)}";
    }

    private static string Scope(string service, string time) => $"{time[..8]}/us-east-1/{service}/aws4_request";

    private static string Of(
        string query, IReadOnlyList<(string Name, string Value)> signed, string scope, string time, byte[] body)
    {
        var headers = string.Concat(signed.Select(header => $"{header.Name}:{header.Value}\n"));
        var names = string.Join(';', signed.Select(header => header.Name));
        var canonical = $"POST\n/\n{query}\n{headers}\n{names}\n{Convert.ToHexStringLower(SHA256.HashData(body))}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + Secret), Hmac);
        return Convert.ToHexStringLower(Hmac(key, $"{Algorithm}\n{time}\n{scope}\n{hash}"));
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
