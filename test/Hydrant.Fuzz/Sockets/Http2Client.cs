using System.Net;
using System.Text;

namespace Hydrant.Fuzz.Sockets;

/// <summary>HTTP/2 in clear text with prior knowledge; many requests share a connection.</summary>
internal sealed class Http2Client(Uri endpoint) : IDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
    });

    public async Task<SocketAnswer> SendAsync(SocketRequest request, CancellationToken ct)
    {
        try
        {
            using var response = await AskAsync(request, ct);
            return await ReadAsync(response, ct);
        }
        catch (HttpRequestException refused) when (refused.InnerException is HttpProtocolException { ErrorCode: 1 }
            && refused.Message.Contains("reset the stream", StringComparison.Ordinal))
        {
            // What HTTP/1.1 answers with a bare 400: a malformed request ends its stream, and no other.
            return new SocketAnswer(400, new Dictionary<string, string>(), []);
        }
    }

    /// <summary>Asks, and takes no more of the answer than its head; the rest waits until it is read.</summary>
    public async Task<HttpResponseMessage> AskAsync(SocketRequest request, CancellationToken ct)
    {
        var asItIs = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        var uri = new Uri(endpoint.GetLeftPart(UriPartial.Authority) + request.Target, asItIs);
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), uri)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(request.Body),
        };
        foreach (var (name, sent) in request.Headers)
        {
            // This client sends a host in ASCII or not at all.
            var value = name == "host" ? new string([.. sent.Where(char.IsAscii)]) : sent;
            if (!message.Headers.TryAddWithoutValidation(name, value))
                message.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return await _http.SendAsync(message, ct);
    }

    private static async Task<SocketAnswer> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        response.Version.ShouldBe(HttpVersion.Version20);
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(',', header.Value));
        return new SocketAnswer((int)response.StatusCode, headers, await response.Content.ReadAsByteArrayAsync(ct));
    }

    public void Dispose() => _http.Dispose();
}
