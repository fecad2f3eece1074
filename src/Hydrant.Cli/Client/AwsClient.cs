using System.Net.Http.Headers;
using System.Text.Json;

namespace Hydrant.Cli.Client;

/// <summary>Calls the two services as any program would: JSON, signed, over HTTP.</summary>
internal sealed class AwsClient(Uri endpoint) : IDisposable
{
    private const string ContentType = "application/x-amz-json-1.1";
    private readonly HttpClient _http = new() { BaseAddress = endpoint };
    private readonly RequestSigner _signer = new("demo", "demo", "us-east-1");

    /// <summary>Calls an operation of Kinesis Data Streams.</summary>
    /// <exception cref="AwsException">The service refused.</exception>
    public Task<JsonDocument> KinesisAsync(string operation, byte[] body, CancellationToken ct) =>
        CallAsync("kinesis", "Kinesis_20131202", operation, body, ct);

    /// <summary>Calls an operation of Data Firehose.</summary>
    /// <exception cref="AwsException">The service refused.</exception>
    public Task<JsonDocument> FirehoseAsync(string operation, byte[] body, CancellationToken ct) =>
        CallAsync("firehose", "Firehose_20150804", operation, body, ct);

    public void Dispose() => _http.Dispose();

    private async Task<JsonDocument> CallAsync(string service, string prefix, string operation, byte[] body, CancellationToken ct)
    {
        var time = RequestSigner.TimeText(TimeProvider.System.GetUtcNow());
        var target = $"{prefix}.{operation}";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(ContentType);
        request.Headers.TryAddWithoutValidation("X-Amz-Date", time);
        request.Headers.TryAddWithoutValidation("X-Amz-Target", target);
        request.Headers.TryAddWithoutValidation("Authorization", _signer.Sign(
            service,
            [("content-type", ContentType), ("host", endpoint.Authority), ("x-amz-date", time), ("x-amz-target", target)],
            time,
            body));
        using var response = await _http.SendAsync(request, ct);
        var answer = await response.Content.ReadAsByteArrayAsync(ct);
        if (!response.IsSuccessStatusCode)
            throw new AwsException($"{operation}: {(int)response.StatusCode} {System.Text.Encoding.UTF8.GetString(answer)}");
        return JsonDocument.Parse(answer.Length == 0 ? "{}"u8.ToArray() : answer);
    }
}
