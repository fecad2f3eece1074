using System.Collections.Concurrent;
using System.Globalization;
using Hydrant.Testing.Server;

namespace Hydrant.Conformance.Crashes;

/// <summary>
/// A started server under load, killed without warning and started again, many times. Afterwards every acknowledged record
/// is looked for: once in its stream, once in the files of each delivery stream. <c>HYDRANT_ROUNDS</c> sets the rounds.
/// </summary>
public sealed class KillRounds
{
    private static readonly int Rounds = int.Parse(
        Environment.GetEnvironmentVariable("HYDRANT_ROUNDS") ?? "5", CultureInfo.InvariantCulture);

    private readonly ConcurrentDictionary<string, byte> _toStream = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _toDelivery = new(StringComparer.Ordinal);

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_by_killing_the_server()
    {
        await using var server = await StartedServer.StartAsync();
        using var client = new PlainClient(server.Endpoint);
        await PrepareAsync(client);

        var random = new Random(1);
        for (var round = 0; round < Rounds; round++)
        {
            using var stop = new CancellationTokenSource();
            var writers = Enumerable.Range(0, 4).Select(writer => WriteAsync(client, $"{round}-{writer}", stop.Token)).ToList();
            await Task.Delay(random.Next(150, 1_200), CancellationToken.None);
            await server.KillAsync();
            await stop.CancelAsync();
            await Task.WhenAll(writers);
            await server.RunAsync();
        }

        var streamed = await ReadStreamAsync(client);
        streamed.GroupBy(line => line).Where(group => group.Count() > 1).Select(group => group.Key).Take(5).ShouldBeEmpty("twice in the stream");
        _toStream.Keys.Except(streamed).Take(5).ShouldBeEmpty("lost in the stream");

        var direct = await FilesAsync(server, "direct", _toDelivery.Keys);
        direct.GroupBy(line => line).Where(group => group.Count() > 1).Select(group => group.Key).Take(5).ShouldBeEmpty("twice in the files");
        _toDelivery.Keys.Except(direct).Take(5).ShouldBeEmpty("lost on the way to the files");

        var fanned = await FilesAsync(server, "fanned", streamed);
        fanned.Order(StringComparer.Ordinal).ShouldBe(streamed.Order(StringComparer.Ordinal), "files of the stream");
        TestContext.Current.SendDiagnosticMessage(
            $"{Rounds} rounds, {_toStream.Count} records to the stream, {_toDelivery.Count} to the delivery stream");
    }

    private static async Task PrepareAsync(PlainClient client)
    {
        await client.CallAsync("Kinesis_20131202.CreateStream", """{"StreamName":"s","ShardCount":4}""");
        await UntilAsync(async () => (await client.CallAsync("Kinesis_20131202.DescribeStreamSummary", """{"StreamName":"s"}""")).Contains("ACTIVE", StringComparison.Ordinal));
        const string destination = """
            "ExtendedS3DestinationConfiguration":{"RoleARN":"arn:aws:iam::000000000000:role/r","BucketARN":"arn:aws:s3:::BUCKET","BufferingHints":{"SizeInMBs":1,"IntervalInSeconds":1}}
            """;
        await client.CallAsync("Firehose_20150804.CreateDeliveryStream", """{"DeliveryStreamName":"direct",""" + destination.Replace("BUCKET", "direct", StringComparison.Ordinal) + "}");
        await client.CallAsync(
            "Firehose_20150804.CreateDeliveryStream",
            """{"DeliveryStreamName":"fanned","DeliveryStreamType":"KinesisStreamAsSource","KinesisStreamSourceConfiguration":{"KinesisStreamARN":"arn:aws:kinesis:us-east-1:000000000000:stream/s","RoleARN":"arn:aws:iam::000000000000:role/r"},"""
            + destination.Replace("BUCKET", "fanned", StringComparison.Ordinal) + "}");
        foreach (var name in (string[])["direct", "fanned"])
        {
            await UntilAsync(async () => (await client.CallAsync("Firehose_20150804.DescribeDeliveryStream", $$"""{"DeliveryStreamName":"{{name}}"}"""))
                .Contains("\"ACTIVE\"", StringComparison.Ordinal));
        }
    }

    // What was sent when the server died is neither acknowledged nor refused; it may be there, once.
    private async Task WriteAsync(PlainClient client, string name, CancellationToken stop)
    {
        for (var turn = 0; !stop.IsCancellationRequested; turn++)
        {
            var lines = Enumerable.Range(0, 50).Select(i => $"{name}-{turn}-{i} {new string('x', 100)}\n").ToList();
            try
            {
                if (turn % 2 == 0)
                {
                    var records = lines.Select(line => $$"""{"Data":"{{Base64(line)}}","PartitionKey":"{{line[..line.IndexOf(' ', StringComparison.Ordinal)]}}"}""");
                    await client.CallAsync("Kinesis_20131202.PutRecords", $$"""{"StreamName":"s","Records":[{{string.Join(',', records)}}]}""");
                    foreach (var line in lines) _toStream[line] = 0;
                }
                else
                {
                    var records = lines.Select(line => $$"""{"Data":"{{Base64(line)}}"}""");
                    await client.CallAsync("Firehose_20150804.PutRecordBatch", $$"""{"DeliveryStreamName":"direct","Records":[{{string.Join(',', records)}}]}""");
                    foreach (var line in lines) _toDelivery[line] = 0;
                }
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }

    private static async Task<List<string>> ReadStreamAsync(PlainClient client)
    {
        var lines = new List<string>();
        for (var shard = 0; shard < 4; shard++)
        {
            var iterator = PlainClient.Text(
                await client.CallAsync("Kinesis_20131202.GetShardIterator", $$"""{"StreamName":"s","ShardId":"{{shard}}","ShardIteratorType":"TRIM_HORIZON"}"""),
                "ShardIterator");
            while (true)
            {
                using var page = System.Text.Json.JsonDocument.Parse(await client.CallAsync("Kinesis_20131202.GetRecords", $$"""{"ShardIterator":"{{iterator}}"}"""));
                var records = page.RootElement.GetProperty("Records");
                lines.AddRange(records.EnumerateArray().Select(record => System.Text.Encoding.ASCII.GetString(record.GetProperty("Data").GetBytesFromBase64())));
                if (records.GetArrayLength() == 0) break;
                iterator = page.RootElement.GetProperty("NextShardIterator").GetString()!;
            }
        }

        return lines;
    }

    private static async Task<List<string>> FilesAsync(StartedServer server, string bucket, IEnumerable<string> expected)
    {
        var wanted = expected.ToHashSet(StringComparer.Ordinal);
        var lines = new List<string>();
        for (var patience = 0; patience < 300; patience++)
        {
            lines = [.. Directory.EnumerateFiles(Path.Combine(server.Data, "buckets", bucket), "*", SearchOption.AllDirectories)
                .SelectMany(File.ReadLines).Select(line => line + "\n")];
            if (wanted.IsSubsetOf(lines)) break;
            await Task.Delay(100);
        }

        return lines;
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo()) await Task.Delay(20);
    }

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(text));
}
