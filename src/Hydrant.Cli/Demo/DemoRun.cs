using System.Globalization;
using System.Text;
using System.Text.Json;
using Hydrant.Cli.Client;
using Hydrant.Cli.Commands;
using Spectre.Console;

namespace Hydrant.Cli.Demo;

/// <summary>
/// One run: a stream and a delivery stream are made, events go in, files come out, and every event is looked for in them.
/// </summary>
internal sealed class DemoRun(DemoOptions options)
{
    private const string Stream = "weblog";
    private const string DeliveryStream = "weblog-to-lake";
    private const string Bucket = "lake";
    private const int BatchSize = 500;
    private const int BatchBytes = 4 * 1024 * 1024;

    private readonly LakeWatch _lake = new(Path.Combine(options.Data, "buckets", Bucket));

    /// <summary>True when every event was delivered, and none twice.</summary>
    public async Task<bool> RunAsync(IEnumerable<DemoEvent> events, CancellationToken ct)
    {
        using var client = new AwsClient(options.Listen);
        await CreateAsync(client, ct);
        var sent = await SendAsync(client, events, ct);
        AnsiConsole.MarkupLineInterpolated($"[bold]{sent}[/] events are durable in the stream [bold]{Stream}[/]. Files as they appear:");
        var found = await _lake.WaitForAsync(sent, ct);
        return Tell(sent, found);
    }

    private static async Task CreateAsync(AwsClient client, CancellationToken ct)
    {
        (await client.KinesisAsync("CreateStream", Json($$"""{"StreamName":"{{Stream}}","ShardCount":2}"""), ct)).Dispose();
        await UntilAsync(
            () => client.KinesisAsync("DescribeStreamSummary", Json($$"""{"StreamName":"{{Stream}}"}"""), ct),
            answer => answer.GetProperty("StreamDescriptionSummary").GetProperty("StreamStatus").GetString() == "ACTIVE",
            ct);

        // It reads what comes after it became active, so that it must be there first.
        (await client.FirehoseAsync("CreateDeliveryStream", Json($$"""
            {
              "DeliveryStreamName": "{{DeliveryStream}}",
              "DeliveryStreamType": "KinesisStreamAsSource",
              "KinesisStreamSourceConfiguration": {
                "KinesisStreamARN": "arn:aws:kinesis:us-east-1:000000000000:stream/{{Stream}}",
                "RoleARN": "arn:aws:iam::000000000000:role/demo"
              },
              "ExtendedS3DestinationConfiguration": {
                "RoleARN": "arn:aws:iam::000000000000:role/demo",
                "BucketARN": "arn:aws:s3:::{{Bucket}}",
                "Prefix": "{{Stream}}/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/hour=!{timestamp:HH}/",
                "ErrorOutputPrefix": "errors/!{firehose:error-output-type}/",
                "CompressionFormat": "GZIP",
                "BufferingHints": { "SizeInMBs": 1, "IntervalInSeconds": 2 }
              }
            }
            """), ct)).Dispose();
        await UntilAsync(
            () => client.FirehoseAsync("DescribeDeliveryStream", Json($$"""{"DeliveryStreamName":"{{DeliveryStream}}"}"""), ct),
            answer => answer.GetProperty("DeliveryStreamDescription").GetProperty("DeliveryStreamStatus").GetString() == "ACTIVE",
            ct);
    }

    private async Task<int> SendAsync(AwsClient client, IEnumerable<DemoEvent> events, CancellationToken ct)
    {
        var sent = 0;
        if (Console.IsOutputRedirected)
        {
            await foreach (var count in SendBatchesAsync(client, events, ct))
            {
                if (count / 10_000 > sent / 10_000) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count} sent"));
                sent = count;
            }

            return sent;
        }

        await AnsiConsole.Progress().HideCompleted(false).StartAsync(async progress =>
        {
            var bar = progress.AddTask("Sending events", maxValue: options.File is null ? options.Events : double.MaxValue);
            bar.IsIndeterminate = options.File is not null;
            await foreach (var count in SendBatchesAsync(client, events, ct))
            {
                sent = count;
                bar.Value = count;
                bar.Description = string.Create(CultureInfo.InvariantCulture, $"Sending events: {count}");
            }

            bar.IsIndeterminate = false;
            (bar.MaxValue, bar.Value) = (sent, sent);
        });
        return sent;
    }

    private static async IAsyncEnumerable<int> SendBatchesAsync(
        AwsClient client, IEnumerable<DemoEvent> events, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var (sent, bytes) = (0, 0);
        var batch = new List<DemoEvent>(BatchSize);
        foreach (var one in events)
        {
            batch.Add(one);
            bytes += one.Json.Length + one.Key.Length;
            if (batch.Count < BatchSize && bytes < BatchBytes) continue;
            await PutAsync(client, batch, ct);
            yield return sent += batch.Count;
            batch.Clear();
            bytes = 0;
        }

        if (batch.Count == 0) yield break;
        await PutAsync(client, batch, ct);
        yield return sent + batch.Count;
    }

    private static async Task PutAsync(AwsClient client, IReadOnlyList<DemoEvent> batch, CancellationToken ct)
    {
        var left = batch;
        while (left.Count > 0)
        {
            using var answer = await client.KinesisAsync("PutRecords", PutRecords(left), ct);
            var results = answer.RootElement.GetProperty("Records").EnumerateArray().ToList();
            left = [.. left.Where((_, i) => results[i].TryGetProperty("ErrorCode", out var _))];
            if (left.Count > 0) await Task.Delay(200, ct);
        }
    }

    private static byte[] PutRecords(IReadOnlyList<DemoEvent> batch)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("StreamName", Stream);
            json.WriteStartArray("Records");
            foreach (var one in batch)
            {
                json.WriteStartObject();
                json.WriteBase64String("Data", [.. one.Json, (byte)'\n']); // Files hold records as they are; the line break is ours.
                json.WriteString("PartitionKey", one.Key);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private bool Tell(int sent, LakeContents found)
    {
        var isWhole = found.Lines == sent && found.Distinct == sent && found.Unreadable == 0;
        var verdict = isWhole ? "[green]each exactly once[/]" : "[red]which is not every event exactly once[/]";
        AnsiConsole.MarkupLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{sent} events in; {found.Files} files with {found.Lines} lines out, {found.Distinct} different ones: {verdict}"));
        var endpoint = options.Listen.GetLeftPart(UriPartial.Authority);
        Console.WriteLine($"""

            Look further:
              zcat {_lake.Directory}/{Stream}/*/*/*/*/*.gz | head
              export AWS_ACCESS_KEY_ID=demo AWS_SECRET_ACCESS_KEY=demo AWS_DEFAULT_REGION=us-east-1
              aws --endpoint-url {endpoint} kinesis list-shards --stream-name {Stream}
              aws --endpoint-url {endpoint} firehose describe-delivery-stream --delivery-stream-name {DeliveryStream}

            """);
        return isWhole;
    }

    private static async Task UntilAsync(Func<Task<JsonDocument>> ask, Func<JsonElement, bool> isSo, CancellationToken ct)
    {
        while (true)
        {
            using var answer = await ask();
            if (isSo(answer.RootElement)) return;
            await Task.Delay(20, ct);
        }
    }

    private static byte[] Json(string text) => Encoding.UTF8.GetBytes(text);
}
