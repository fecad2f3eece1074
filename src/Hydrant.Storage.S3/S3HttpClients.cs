using Amazon.Runtime;

namespace Hydrant.Storage.S3;

/// <summary>
/// The HTTP side of the client. It never asks "Expect: 100-continue", as the SDK would for every body: when the answer
/// is a refusal, .NET still sends a short body so that the connection stays usable, and a gateway that does not read it
/// (radosgw) takes those bytes for the start of the next request. Not asking also saves a round trip.
/// </summary>
internal sealed class S3HttpClients : HttpClientFactory, IDisposable
{
    /// <summary>New addresses of the service are found after so long.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    // The SDK signs "/bucket//key" for a key that starts with a slash and then requests "/bucket/key". Only the caller
    // knows which key it is, and only the handler sees the address: this goes with the call from one to the other.
    private static readonly AsyncLocal<int?> LostSlash = new();

    private readonly HttpClient _client;

    public S3HttpClients(TimeSpan timeout)
    {
        var sockets = new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = ConnectionLifetime };
        _client = new HttpClient(new WithoutExpect(sockets)) { Timeout = timeout };
    }

    /// <summary>Says where in the path of the requests from here on a slash is missing; null: nowhere.</summary>
    public static void RestoreSlash(int? at) => LostSlash.Value = at;

    /// <summary>The same one at every call: it owns the connections.</summary>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose() => _client.Dispose();

    private sealed class WithoutExpect(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.ExpectContinue = false;
            if (LostSlash.Value is { } at) request.RequestUri = Insert(request.RequestUri!, at);
            return base.SendAsync(request, cancellationToken);
        }

        private static Uri Insert(Uri address, int at)
        {
            var host = address.GetLeftPart(UriPartial.Authority);
            var raw = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
            return new Uri(host + address.PathAndQuery.Insert(at, "/"), raw);
        }
    }
}
