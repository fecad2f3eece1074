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

    private readonly HttpClient _client;

    public S3HttpClients(TimeSpan timeout)
    {
        var sockets = new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = ConnectionLifetime };
        _client = new HttpClient(new WithoutExpect(sockets)) { Timeout = timeout };
    }

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
            return base.SendAsync(request, cancellationToken);
        }
    }
}
