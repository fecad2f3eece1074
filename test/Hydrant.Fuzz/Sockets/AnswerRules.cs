using System.Text;
using System.Text.Json;
using Hydrant.Wire.Shapes;

namespace Hydrant.Fuzz.Sockets;

/// <summary>What every answer to a request with intact framing must be.</summary>
internal static class AnswerRules
{
    /// <summary>What is wrong with the answer; null when nothing is.</summary>
    public static string? Broken(SocketRequest request, SocketAnswer answer)
    {
        if (MayBeRefusedByHttp(request) && answer.Status == 400 && answer.Body.Length == 0) return null;
        if (answer.Status is not (200 or 400 or 403 or 404)) return "no status of the protocol";
        if (!Guid.TryParseExact(answer.Header("x-amzn-requestid"), "D", out _)) return "no request id";
        var isPreflight = request.Method == "OPTIONS" && request.Headers.Any(header => header.Name == "Origin");
        var isOk = answer.Status == 200;
        if (isPreflight) return answer.Body.Length == 0 && isOk ? null : "not the answer of a preflight";
        if (Convert.FromBase64String(answer.Header("x-amz-id-2") ?? "").Length != 72) return "no extended request id";
        if (request.Method == "HEAD") return null;

        var type = answer.Header("content-type");
        return type switch
        {
            null => answer.Body.Length == 0 && isOk || IsXml(answer) ? null : "no XML error",
            "application/x-amz-json-1.1" or "application/x-amz-cbor-1.1" or "application/json" =>
                BrokenBody(type, answer),
            _ => "an unknown content type",
        };
    }

    // A host that is none: the HTTP layer answers before there is a request to identify.
    private static bool MayBeRefusedByHttp(SocketRequest request) =>
        request.Headers.Any(header => header.Name == "host" && header.Value != "127.0.0.1");

    private static bool IsXml(SocketAnswer answer) =>
        answer.Status is 403 or 404 && Encoding.ASCII.GetString(answer.Body).EndsWith(">\n", StringComparison.Ordinal);

    private static string? BrokenBody(string type, SocketAnswer answer)
    {
        if (answer.Body.Length == 0) return answer.Status == 200 ? null : "an error without a body";
        if (type.Contains("cbor", StringComparison.Ordinal))
        {
            if (!WireReader.IsWellFormed(answer.Body, WireFormat.Cbor)) return "not CBOR";
            var isTyped = answer.Status == 200 || answer.Body.AsSpan().IndexOf("__type"u8) >= 0;
            return isTyped ? null : "an error without a type";
        }

        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            var root = document.RootElement;
            if (type == "application/json") root = root.GetProperty("Output");
            if (answer.Status == 200) return root.ValueKind == JsonValueKind.Object ? null : "not an object";
            var hasType = root.TryGetProperty("__type", out var name) && name.GetString()!.Length > 0;
            return hasType ? null : "an error without a type";
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException)
        {
            return wrong.Message;
        }
    }
}
