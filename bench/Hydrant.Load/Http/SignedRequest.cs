using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hydrant.Load.Http;

/// <summary>A whole HTTP/1.1 request, head and body, signed by Signature Version 4; good for the five minutes a signature is.</summary>
internal static class SignedRequest
{
    private const string AccessKey = "bench";
    private const string Secret = "bench";
    private const string Region = "us-east-1";

    public static byte[] Build(string authority, string operation, byte[] body, bool cbor) =>
        Build(authority, "kinesis", $"Kinesis_20131202.{operation}", body, cbor);

    /// <param name="authority">Host and port.</param>
    /// <param name="service">As signatures name it.</param>
    /// <param name="target">Service and operation, as the header names them.</param>
    /// <param name="body">JSON or CBOR.</param>
    /// <param name="cbor">Which of both.</param>
    public static byte[] Build(string authority, string service, string target, byte[] body, bool cbor)
    {
        var now = DateTime.UtcNow;
        var time = now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{time[..8]}/{Region}/{service}/aws4_request";
        var type = cbor ? "application/x-amz-cbor-1.1" : "application/x-amz-json-1.1";
        var canonical = $"POST\n/\n\ncontent-type:{type}\nhost:{authority}\nx-amz-date:{time}\nx-amz-target:{target}\n\n"
            + $"content-type;host;x-amz-date;x-amz-target\n{Hex(SHA256.HashData(body))}";
        var toSign = $"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Hmac(Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes("AWS4" + Secret), time[..8]), Region), service), "aws4_request");
        var head = $"POST / HTTP/1.1\r\nHost: {authority}\r\nContent-Type: {type}\r\nX-Amz-Date: {time}\r\nX-Amz-Target: {target}\r\n"
            + $"Authorization: AWS4-HMAC-SHA256 Credential={AccessKey}/{scope}, SignedHeaders=content-type;host;x-amz-date;x-amz-target, "
            + $"Signature={Hex(Hmac(key, toSign))}\r\nContent-Length: {body.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
