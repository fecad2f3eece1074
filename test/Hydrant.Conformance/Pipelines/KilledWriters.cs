using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Hydrant.Conformance.Crashes;
using Hydrant.Testing.Server;

namespace Hydrant.Conformance.Pipelines;

/// <summary>Writers of events to a server that is killed again and again, and what was acknowledged to them.</summary>
internal sealed class KilledWriters
{
    private const string Bad = "bad ";

    private readonly ConcurrentDictionary<string, byte> _acknowledged = new(StringComparer.Ordinal);

    /// <summary>How often the server is killed: <c>HYDRANT_ROUNDS</c>, or what is usual.</summary>
    public static int Rounds(int usual) => Environment.GetEnvironmentVariable("HYDRANT_ROUNDS") is { } rounds
        ? int.Parse(rounds, CultureInfo.InvariantCulture)
        : usual;

    /// <summary>Identifiers of events; every 25th is none that a function takes.</summary>
    public ICollection<string> Acknowledged => _acknowledged.Keys;

    /// <summary>The server runs in the end.</summary>
    public async Task RunAsync(StartedServer server, PlainClient client, int rounds)
    {
        var random = new Random(1);
        for (var round = 0; round < rounds; round++)
        {
            using var stop = new CancellationTokenSource();
            var writers = Enumerable.Range(0, 2).Select(writer => WriteAsync(client, $"{round}-{writer}", stop.Token)).ToList();
            await Task.Delay(random.Next(300, 2_500), CancellationToken.None);
            await server.KillAsync();
            await stop.CancelAsync();
            await Task.WhenAll(writers);
            await server.RunAsync();
        }
    }

    /// <summary>Of an event that failed.</summary>
    public static string IdOf(byte[] rawData) => Encoding.ASCII.GetString(rawData)[Bad.Length..].TrimEnd('\n');

    /// <summary>Of an event as it was put, without its newline.</summary>
    public static string IdOf(string line)
    {
        if (line.StartsWith(Bad, StringComparison.Ordinal)) return line[Bad.Length..];
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("id").GetString()!;
    }

    // What was sent when the server died is neither acknowledged nor refused; it may be there, once.
    private async Task WriteAsync(PlainClient client, string name, CancellationToken stop)
    {
        for (var turn = 0; !stop.IsCancellationRequested; turn++)
        {
            var ids = Enumerable.Range(0, 50).Select(i => $"{name}-{turn}-{i}").ToList();
            var records = ids.Select((id, i) => i % 25 == 0 ? Bad + id : $$"""{"app":"app{{i % 7}}","region":"eu","id":"{{id}}"}""");
            var entries = records.Select(record => $$"""{"Data":"{{Convert.ToBase64String(Encoding.ASCII.GetBytes(record + "\n"))}}"}""");
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
}
