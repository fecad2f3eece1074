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

    private static readonly int Rounds = KilledWriters.Rounds(usual: 4);

    private readonly KilledWriters _writers = new();

    [Fact]
    public async Task Every_acknowledged_record_is_delivered_or_in_the_error_output_once()
    {
        await using var server = await StartedServer.StartAsync("--functions", Path.Combine(StartedServer.Root, "samples", "functions"));
        using var client = new PlainClient(server.Endpoint);
        await MakeAsync(client);
        await _writers.RunAsync(server, client, Rounds);

        var delivered = await DeliveredAsync(Path.Combine(server.Data, "buckets", "lake"));
        delivered.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key).Take(5).ShouldBeEmpty("twice");
        _writers.Acknowledged.Except(delivered).Take(5).ShouldBeEmpty("lost");
        TestContext.Current.SendDiagnosticMessage($"{Rounds} rounds, {_writers.Acknowledged.Count} acknowledged, {delivered.Count} delivered");
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

    private async Task<List<string>> DeliveredAsync(string lake)
    {
        var ids = new List<string>();
        for (var patience = 0; patience < 1200; patience++)
        {
            ids = Directory.Exists(lake)
                ? [.. Directory.GetFiles(lake, "*", SearchOption.AllDirectories).SelectMany(File.ReadLines).Where(line => line.Length > 0).Select(IdOf)]
                : [];
            if (_writers.Acknowledged.ToHashSet(StringComparer.Ordinal).IsSubsetOf(ids)) break;
            await Task.Delay(100, CancellationToken.None);
        }

        return ids;
    }

    private static string IdOf(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.TryGetProperty("id", out var id)
            ? id.GetString()!
            : KilledWriters.IdOf(json.RootElement.GetProperty("rawData").GetBytesFromBase64());
    }
}
