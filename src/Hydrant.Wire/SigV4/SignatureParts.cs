using Hydrant.Wire.Dispatch;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Hydrant.Wire.SigV4;

/// <summary>What a request says about its signature, from the Authorization header or from the query of a presigned one.</summary>
internal sealed record SignatureParts(
    string Algorithm, string Credential, string SignedHeaders, string Signature, string Time, bool IsPresigned, string? Expires)
{
    public const string QuerySignature = "X-Amz-Signature";
    private const string QueryAlgorithm = "X-Amz-Algorithm";

    /// <summary>Reads the parts; on failure the error is the one AWS answers (docs/specs/signatures.md, rows 1 to 6).</summary>
    public static WireError? TryRead(HttpRequest request, out SignatureParts? parts)
    {
        parts = null;
        var header = request.Headers.Authorization.ToString();
        var isPresigned = request.Query.ContainsKey(QueryAlgorithm);
        if (isPresigned && header.Length > 0)
        {
            return new("InvalidSignatureException",
                "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");
        }

        if (isPresigned) return ReadQuery(request, out parts);
        if (header.Length == 0) return new("MissingAuthenticationTokenException", "Missing Authentication Token");
        return ReadHeader(request, header, out parts);
    }

    private static WireError? ReadHeader(HttpRequest request, string header, out SignatureParts? parts)
    {
        parts = null;
        var blank = header.IndexOf(' ', StringComparison.Ordinal);
        var algorithm = blank < 0 ? header : header[..blank];
        var (credential, signature, signedHeaders) = ((string?)null, (string?)null, (string?)null);
        var rest = blank < 0 ? default : header.AsSpan(blank);
        foreach (var range in rest.SplitAny(',', ' '))
        {
            var part = rest[range];
            if (part.IsEmpty) continue;
            var equals = part.IndexOf('=');
            if (equals < 0)
            {
                return new("IncompleteSignatureException",
                    $"'{part}' not a valid key=value pair (missing equal-sign) in Authorization header: '{header}'.");
            }

            var value = part[(equals + 1)..];
            switch (part[..equals])
            {
                case "Credential": credential = value.ToString(); break;
                case "Signature": signature = value.ToString(); break;
                case "SignedHeaders": signedHeaders = value.ToString(); break;
            }
        }

        var time = request.Headers["X-Amz-Date"].ToString();
        if (time.Length == 0) time = request.Headers.Date.ToString();

        var missing = "";
        if (credential is null) missing += Requires("Credential");
        if (signature is null) missing += Requires("Signature");
        if (signedHeaders is null) missing += Requires("SignedHeaders");
        if (time.Length == 0)
            missing += "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";
        if (missing.Length > 0) return new("IncompleteSignatureException", $"{missing}Authorization={header}");

        parts = new SignatureParts(
            algorithm, credential!, signedHeaders!, signature!, time, IsPresigned: false, null);
        return null;

        static string Requires(string name) => $"Authorization header requires '{name}' parameter. ";
    }

    private static WireError? ReadQuery(HttpRequest request, out SignatureParts? parts)
    {
        parts = null;
        var missing = string.Concat(
            ((string[])[QueryAlgorithm, "X-Amz-Credential", QuerySignature, "X-Amz-SignedHeaders", "X-Amz-Date"])
                .Where(name => StringValues.IsNullOrEmpty(request.Query[name]))
                .Select(name => $"AWS query-string parameters must include '{name}'. "));
        if (missing.Length > 0)
            return new("IncompleteSignatureException", $"{missing}Re-examine the query-string parameters.");

        parts = new SignatureParts(
            Of(QueryAlgorithm), Of("X-Amz-Credential"), Of("X-Amz-SignedHeaders"), Of(QuerySignature), Of("X-Amz-Date"),
            IsPresigned: true, request.Query["X-Amz-Expires"]);
        return null;

        string Of(string name) => request.Query[name].ToString();
    }
}
