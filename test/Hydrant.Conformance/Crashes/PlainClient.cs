using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Hydrant.Conformance.Crashes;

/// <summary>Calls a server without credentials: the form of a signature is enough for it.</summary>
internal sealed class PlainClient(Uri endpoint) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { EnableMultipleHttp2Connections = true }) { BaseAddress = endpoint };

    /// <summary>The answer's body; anything but 200 throws.</summary>
    public async Task<string> CallAsync(string target, string body)
    {
        var (status, text, _) = await SendAsync(target, body);
        return status == 200 ? text : throw new InvalidOperationException($"{target}: {status} {text}");
    }

    /// <summary>The answer as it is, with the identifier of its request if it has one.</summary>
    public async Task<(int Status, string Body, string? RequestId)> SendAsync(string target, string body)
    {
        using var request = Request(target, body);
        using var response = await _http.SendAsync(request);
        var id = response.Headers.TryGetValues("x-amzn-RequestId", out var ids) ? ids.Single() : null;
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(), id);
    }

    /// <summary>The answer as soon as it begins, over HTTP/2; the caller disposes it.</summary>
    public async Task<HttpResponseMessage> OpenAsync(string target, string body, CancellationToken ct)
    {
        using var request = Request(target, body);
        (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
    }

    /// <summary>The answer's body, read.</summary>
    public async Task<JsonElement> AskAsync(string target, string body)
    {
        using var document = JsonDocument.Parse(await CallAsync(target, body));
        return document.RootElement.Clone();
    }

    public static string Text(string json, string member)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty(member).GetString()!;
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Request(string target, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        request.Headers.TryAddWithoutValidation("X-Amz-Target", target);
        request.Headers.TryAddWithoutValidation("X-Amz-Date", "20260101T000000Z");
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/any/aws4_request, SignedHeaders=host, Signature=0");
        return request;
    }
}
