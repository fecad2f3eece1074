using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Hydrant.Conformance.Crashes;

namespace Hydrant.Conformance.FullDisks;

/// <summary>
/// Writes lines to the stream <c>s</c> and the delivery stream <c>d</c>, and keeps which were acknowledged and which
/// were refused. Thread-safe.
/// </summary>
internal sealed class WrittenLines(PlainClient client)
{
    private const int Batch = 60;

    private int _next;

    public ConcurrentDictionary<string, byte> Streamed { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, byte> Delivered { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, byte> Refused { get; } = new(StringComparer.Ordinal);

    /// <summary>Writes one batch; true when it was acknowledged. A refusal must be the service's own.</summary>
    public async Task<bool> WriteAsync(bool toDelivery)
    {
        var first = Interlocked.Add(ref _next, Batch);
        var lines = Enumerable.Range(first, Batch).Select(Line).ToList();
        var (status, body, id) = toDelivery
            ? await client.SendAsync("Firehose_20150804.PutRecordBatch", DeliveryBody(lines))
            : await client.SendAsync("Kinesis_20131202.PutRecords", StreamBody(lines));
        Guid.TryParseExact(id, "D", out _).ShouldBeTrue(body);
        using var answer = JsonDocument.Parse(body);
        if (status == 200)
        {
            answer.RootElement.GetProperty(toDelivery ? "FailedPutCount" : "FailedRecordCount").GetInt32().ShouldBe(0);
            foreach (var line in lines) (toDelivery ? Delivered : Streamed)[line] = 0;
            return true;
        }

        status.ShouldBe(500, body);
        answer.RootElement.GetProperty("__type").GetString()
            .ShouldBe(toDelivery ? "ServiceUnavailableException" : "InternalFailure");
        answer.RootElement.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        foreach (var line in lines) Refused[line] = 0;
        return false;
    }

    // About 1 KiB that no compression and no copy of another line could be taken for.
    private static string Line(int number)
    {
        var noise = new byte[740];
        new Random(number).NextBytes(noise);
        return string.Create(CultureInfo.InvariantCulture, $"{number} {Convert.ToBase64String(noise)}\n");
    }

    private static string StreamBody(List<string> lines)
    {
        var records = lines.Select(line => $$"""{"Data":"{{Base64(line)}}","PartitionKey":"{{line[..6].Trim()}}"}""");
        return $$"""{"StreamName":"s","Records":[{{string.Join(',', records)}}]}""";
    }

    private static string DeliveryBody(List<string> lines) =>
        $$"""{"DeliveryStreamName":"d","Records":[{{string.Join(',', lines.Select(Entry))}}]}""";

    private static string Entry(string line) => $$"""{"Data":"{{Base64(line)}}"}""";

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
}
