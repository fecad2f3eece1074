using System.Diagnostics;
using System.Globalization;
using System.Text;
using Hydrant.Conformance.Crashes;
using Hydrant.Testing.Server;

namespace Hydrant.Conformance.Resharding;

/// <summary>
/// A stream that is split, merged and scaled all the time, under load and with the server killed now and then, read by
/// consumers of every kind. <c>HYDRANT_RESHARD_SECONDS</c> and <c>HYDRANT_RESHARD_KILLS</c> set how long and how often.
/// </summary>
public sealed class ReshardRounds
{
    private const int Writers = 16;
    private const int ConsumersOfAKind = 8;
    private const int KeysOfAWriter = 8;
    private const int Batch = 16;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(Setting("HYDRANT_RESHARD_SECONDS", 10));
    private static readonly int Kills = Setting("HYDRANT_RESHARD_KILLS", 2);
    private readonly KeyedRecords _acknowledged = new();

    [Fact]
    public async Task Every_acknowledged_record_is_read_once_and_in_the_order_of_its_key()
    {
        await using var server = await StartedServer.StartAsync();
        using var client = new PlainClient(server.Endpoint);
        await client.CallAsync("Kinesis_20131202.CreateStream", """{"StreamName":"s","ShardCount":4}""");
        await ActiveAsync(client);

        using var stopConsuming = new CancellationTokenSource();
        var consumers = new List<IStreamConsumer>();
        for (var i = 0; i < ConsumersOfAKind; i++)
        {
            consumers.Add(new PollingConsumer(client, "s"));
            consumers.Add(await SubscribingConsumer.RegisterAsync(client, "s", $"c{i}"));
        }

        var consuming = consumers.Select(consumer => consumer.RunAsync(stopConsuming.Token)).ToList();

        using var stopWriting = new CancellationTokenSource();
        var writing = Enumerable.Range(0, Writers).Select(writer => WriteAsync(client, writer, stopWriting.Token)).ToList();
        var resharder = new Resharder(client, "s", new Random(1));
        writing.Add(resharder.RunAsync(Every, stopWriting.Token));
        for (var kill = 0; kill <= Kills; kill++)
        {
            await Task.Delay(Length / (Kills + 1), CancellationToken.None);
            if (kill == Kills) break;
            await server.KillAsync();
            await server.RunAsync();
        }

        await stopWriting.CancelAsync();
        await Task.WhenAll(writing);
        await UntilReadAsync(consumers, consuming);
        await stopConsuming.CancelAsync();
        await Task.WhenAll(consuming);

        foreach (var consumer in consumers)
        {
            consumer.Seen.Broken.ShouldBeNull();
            consumer.Seen.Without(_acknowledged).ShouldBeEmpty("lost");
        }

        resharder.Accepted.ShouldBeGreaterThan(Kills);
        TestContext.Current.SendDiagnosticMessage(
            $"{_acknowledged.Count} records acknowledged, {consumers.Count} consumers, {resharder.Accepted} reshards, {Kills} kills");
    }

    // What was sent when the server died is neither acknowledged nor refused: its numbers may be there, once and in order.
    private async Task WriteAsync(PlainClient client, int writer, CancellationToken stop)
    {
        var next = new int[KeysOfAWriter];
        for (var turn = 0; !stop.IsCancellationRequested; turn++)
        {
            var records = Enumerable.Range(0, Batch)
                .Select(i => (Key: $"w{writer}k{i % KeysOfAWriter}", Number: next[i % KeysOfAWriter]++))
                .ToList();
            var entries = records.Select(record =>
                $$"""{"Data":"{{Convert.ToBase64String(Encoding.ASCII.GetBytes($"{record.Key} {record.Number}"))}}","PartitionKey":"{{record.Key}}"}""");
            try
            {
                await client.CallAsync("Kinesis_20131202.PutRecords", $$"""{"StreamName":"s","Records":[{{string.Join(',', entries)}}]}""");
                foreach (var (key, number) in records) _acknowledged.Add(key, number, "the answers");
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, CancellationToken.None);
            }

            await Task.Delay(10, CancellationToken.None);
        }
    }

    private async Task UntilReadAsync(List<IStreamConsumer> consumers, List<Task> consuming)
    {
        var patience = Stopwatch.StartNew();
        while (patience.Elapsed < TimeSpan.FromSeconds(60))
        {
            if (consumers.All(consumer => consumer.Seen.Count >= _acknowledged.Count && consumer.Seen.Without(_acknowledged).Count == 0)) return;
            if (consuming.Find(task => task.IsFaulted) is { } failed) await failed;
            await Task.Delay(100);
        }
    }

    private static async Task ActiveAsync(PlainClient client)
    {
        while (!(await client.CallAsync("Kinesis_20131202.DescribeStreamSummary", """{"StreamName":"s"}""")).Contains("ACTIVE", StringComparison.Ordinal))
            await Task.Delay(20);
    }

    private static int Setting(string name, int otherwise) =>
        int.Parse(Environment.GetEnvironmentVariable(name) ?? otherwise.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
