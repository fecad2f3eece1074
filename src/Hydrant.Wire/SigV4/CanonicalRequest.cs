using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Hydrant.Wire.SigV4;

/// <summary>The form of a request that both sides hash (docs/specs/signatures.md).</summary>
internal static class CanonicalRequest
{
    /// <summary>What HTTP/2 calls the host; some clients sign it by that name.</summary>
    public const string Authority = ":authority";

    // Most requests fit; a larger text is not kept.
    private const int Kept = 4096;

    [ThreadStatic]
    private static StringBuilder? _text;

    /// <summary>
    /// Hashes lines joined by line feeds: method, path, query, signed headers, their names, hash of the body. Each character
    /// is a byte of the wire, as the server reads heads as Latin-1.
    /// </summary>
    /// <param name="request">The request; its body was read already.</param>
    /// <param name="signedHeaders">Names, joined by semicolons.</param>
    /// <param name="bodyHashHex">SHA-256 of the body.</param>
    /// <param name="hash">Takes the SHA-256 of the text.</param>
    public static void Hash(HttpRequest request, string signedHeaders, ReadOnlySpan<char> bodyHashHex, Span<byte> hash)
    {
        var text = _text ??= new StringBuilder(Kept);
        text.Clear();
        Append(text, request, signedHeaders);
        text.Append(bodyHashHex);

        var bytes = ArrayPool<byte>.Shared.Rent(text.Length);
        var length = 0;
        foreach (var chunk in text.GetChunks()) length += Encoding.Latin1.GetBytes(chunk.Span, bytes.AsSpan(length));
        SHA256.HashData(bytes.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(bytes);
        if (text.Capacity > Kept) _text = null;
    }

    private static void Append(StringBuilder text, HttpRequest request, string signedHeaders)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        text.Append(request.Method).Append('\n');
        AppendPath(text, question < 0 ? target : target[..question]);
        text.Append('\n');
        if (question >= 0) AppendQuery(text, target[(question + 1)..]);
        text.Append('\n');
        foreach (var name in signedHeaders.AsSpan().Split(';')) AppendHeader(text, request, signedHeaders[name]);
        text.Append('\n').Append(signedHeaders).Append('\n');
    }

    // The raw path is encoded once already; services other than S3 encode it a second time.
    private static void AppendPath(StringBuilder text, string path)
    {
        if (path == "/")
        {
            text.Append('/');
            return;
        }

        var kept = new List<string>();
        foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == ".") continue;
            if (segment != "..") kept.Add(segment);
            else if (kept.Count > 0) kept.RemoveAt(kept.Count - 1);
        }

        text.Append('/');
        for (var i = 0; i < kept.Count; i++)
        {
            if (i > 0) text.Append('/');
            AppendEncoded(text, kept[i]);
        }

        if (kept.Count > 0 && path.EndsWith('/')) text.Append('/');
    }

    private static void AppendQuery(StringBuilder text, string query)
    {
        var pairs = new List<(string Name, string Value)>();
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? pair : pair[..equals];
            if (name == SignatureParts.QuerySignature) continue;
            pairs.Add((Encoded(name), Encoded(equals < 0 ? "" : pair[(equals + 1)..])));
        }

        pairs.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name) is var order and not 0
            ? order
            : string.CompareOrdinal(left.Value, right.Value));
        text.AppendJoin('&', pairs.Select(static pair => $"{pair.Name}={pair.Value}"));

        static string Encoded(string raw)
        {
            var encoded = new StringBuilder(raw.Length);
            AppendEncoded(encoded, Uri.UnescapeDataString(raw.Replace('+', ' ')));
            return encoded.ToString();
        }
    }

    private static void AppendHeader(StringBuilder text, HttpRequest request, string name)
    {
        text.Append(name).Append(':');
        if (name == Authority)
        {
            text.Append(request.Host.Value).Append('\n');
            return;
        }

        var values = request.Headers[name];
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0) text.Append(',');
            AppendTrimmed(text, values[i]);
        }

        text.Append('\n');
    }

    private static void AppendTrimmed(StringBuilder text, ReadOnlySpan<char> value)
    {
        value = value.Trim();
        var afterBlank = false;
        foreach (var c in value)
        {
            var isBlank = c == ' ';
            if (!isBlank || !afterBlank) text.Append(c);
            afterBlank = isBlank;
        }
    }

    private static void AppendEncoded(StringBuilder text, string value)
    {
        foreach (var unit in Encoding.UTF8.GetBytes(value))
        {
            if (char.IsAsciiLetterOrDigit((char)unit) || unit is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~')
                text.Append((char)unit);
            else text.Append('%').Append(unit.ToString("X2", CultureInfo.InvariantCulture));
        }
    }
}
