using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Hydrant.Conformance.Crashes;
using Hydrant.Conformance.Reading;
using Hydrant.Testing.Server;

namespace Hydrant.Conformance.Pipelines;

/// <summary>
/// Records through a function and a query into partitions, under a server that is killed again and again:
/// <c>HYDRANT_ROUNDS</c> times. Every acknowledged record is in one file or in the error output, once.
/// </summary>
public sealed class PipelineKillRounds
{
    private const string Role = "arn:aws:iam::000000000000:role/r";

    private static readonly int Rounds = int.Parse(
        Environment.GetEnvironmentVariable("HYDRANT_ROUNDS") ?? "4", CultureInfo.InvariantCulture);

    private readonly ConcurrentDictionary<string, byte> _acknowledged = new(StringComparer.Ordinal);

    [Fact]
    public async Task Every_acknowledged_record_is_delivered_or_in_the_error_output_once()
    {
        await using var server = await StartedServer.StartAsync("--functions", Path.Combine(StartedServer.Root, "samples", "functions"));
        using var client = new PlainClient(server.Endpoint);
        await MakeAsync(client);
        var random = new Random(1);
        for (var round = 0; round < Rounds; round++)
        {
            using var stop = new CancellationTokenSource();
            var writers = Enumerable.Range(0, 2).Select(writer => WriteAsync(client, $"{round}-{writer}", stop.Token)).ToList();
            await Task.Delay(random.Next(300, 2_500), CancellationToken.None);
            await server.KillAsync();
            await stop.CancelAsync();
            await Task.WhenAll(writers);
            await server.RunAsync();
        }

        var delivered = await DeliveredAsync(Path.Combine(server.Data, "buckets", "lake"));
        delivered.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key).Take(5).ShouldBeEmpty("twice");
        _acknowledged.Keys.Except(delivered).Take(5).ShouldBeEmpty("lost");
        TestContext.Current.SendDiagnosticMessage($"{Rounds} rounds, {_acknowledged.Count} acknowledged, {delivered.Count} delivered");
    }

    private static async Task MakeAsync(PlainClient client)
    {
        await client.CallAsync("Firehose_20150804.CreateDeliveryStream",
            $$"""
            {"DeliveryStreamName":"events","ExtendedS3DestinationConfiguration":{"RoleARN":"{{Role}}","BucketARN":"arn:aws:s3:::lake",
            "Prefix":"good/app=!{partitionKeyFromQuery:app}/","ErrorOutputPrefix":"bad/!{firehose:error-output-type}/",
            "BufferingHints":{"SizeInMBs":1,"IntervalInSeconds":1},"DynamicPartitioningConfiguration":{"Enabled":true},
            "ProcessingConfiguration":{"Enabled":true,"Processors":[
              {"Type":"Lambda","Parameters":[{"ParameterName":"LambdaArn","ParameterValue":"mask"},
                {"ParameterName":"BufferIntervalInSeconds","ParameterValue":"0"}]},
              {"Type":"MetadataExtraction","Parameters":[{"ParameterName":"JsonParsingEngine","ParameterValue":"JQ-1.6"},
                {"ParameterName":"MetadataExtractionQuery","ParameterValue":"{app: .app}"}]},
              {"Type":"AppendDelimiterToRecord"}]} } }
            """);
        await ShardReading.DeliveryIsActiveAsync(client, "events");
    }

    // What was sent when the server died is neither acknowledged nor refused; it may be there, once.
    private async Task WriteAsync(PlainClient client, string name, CancellationToken stop)
    {
        for (var turn = 0; !stop.IsCancellationRequested; turn++)
        {
            var ids = Enumerable.Range(0, 50).Select(i => $"{name}-{turn}-{i}").ToList();
            var records = ids.Select((id, i) => i % 25 == 0 ? $"bad {id}" : $$"""{"app":"app{{i % 7}}","region":"eu","id":"{{id}}"}""");
            var entries = records.Select(record => $$"""{"Data":"{{Convert.ToBase64String(Encoding.ASCII.GetBytes(record))}}"}""");
            try
            {
                await client.CallAsync(
                    "Firehose_20150804.PutRecordBatch", $$"""{"DeliveryStreamName":"events","Records":[{{string.Join(',', entries)}}]}""");
                foreach (var id in ids) _acknowledged[id] = 0;
                await Task.Delay(10, CancellationToken.None); // The function is the slowest on the way.
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }

    private async Task<List<string>> DeliveredAsync(string lake)
    {
        var ids = new List<string>();
        for (var patience = 0; patience < 1200; patience++)
        {
            ids = Directory.Exists(lake)
                ? [.. Directory.GetFiles(lake, "*", SearchOption.AllDirectories).SelectMany(File.ReadLines).Select(IdOf)]
                : [];
            if (_acknowledged.Keys.ToHashSet(StringComparer.Ordinal).IsSubsetOf(ids)) break;
            await Task.Delay(100, CancellationToken.None);
        }

        return ids;
    }

    private static string IdOf(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.TryGetProperty("id", out var id)
            ? id.GetString()!
            : Encoding.ASCII.GetString(json.RootElement.GetProperty("rawData").GetBytesFromBase64())["bad ".Length..];
    }
}
