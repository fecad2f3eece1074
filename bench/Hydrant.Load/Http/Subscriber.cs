using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Hydrant.Load.Http;

/// <summary>Subscriptions over HTTP/2 on as few connections as the server allows.</summary>
internal sealed class Subscriber(string authority) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { EnableMultipleHttp2Connections = true }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Subscribes at the tail; completes when the first event is there.</summary>
    public async Task<Subscription> OpenAsync(string consumerArn, string shard, CancellationToken ct)
    {
        var body = $$$"""{"ConsumerARN":"{{{consumerArn}}}","ShardId":"{{{shard}}}","StartingPosition":{"Type":"LATEST"}}""";
        var request = new HttpRequestMessage(HttpMethod.Post, $"http://{authority}/")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        request.Headers.Add("X-Amz-Target", "Kinesis_20131202.SubscribeToShard");
        request.Headers.Add("X-Amz-Date", "20260101T000000Z");
        request.Headers.TryAddWithoutValidation(
            "Authorization", "AWS4-HMAC-SHA256 Credential=bench/20260101/us-east-1/kinesis/aws4_request, SignedHeaders=host, Signature=0");
        var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        if (response.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException(await response.Content.ReadAsStringAsync(ct));

        var subscription = new Subscription(response, await response.Content.ReadAsStreamAsync(ct));
        await subscription.NextAsync(ct);
        await subscription.NextAsync(ct);
        return subscription;
    }

    public void Dispose() => _client.Dispose();

    /// <summary>One open subscription.</summary>
    internal sealed class Subscription(HttpResponseMessage response, Stream events) : IDisposable
    {
        private byte[] _buffer = new byte[4096];

        /// <summary>The payload of the next event, valid until the next call; null at the end.</summary>
        public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken ct)
        {
            if (await events.ReadAtLeastAsync(_buffer.AsMemory(0, 12), 12, throwOnEndOfStream: false, ct) < 12) return null;

            var length = BinaryPrimitives.ReadInt32BigEndian(_buffer);
            var headers = BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(4));
            if (_buffer.Length < length) Array.Resize(ref _buffer, length);
            await events.ReadExactlyAsync(_buffer.AsMemory(12, length - 12), ct);
            return _buffer.AsMemory(12 + headers, length - headers - 16);
        }

        public void Dispose() => response.Dispose();
    }
}
