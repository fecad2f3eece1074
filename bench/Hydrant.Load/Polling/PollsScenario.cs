using System.Globalization;
using System.Text;
using System.Text.Json;
using Hydrant.Load.Contestants;
using Hydrant.Load.Http;
using Hydrant.Load.Measuring;

namespace Hydrant.Load.Polling;

/// <summary>
/// What a GetRecords costs that finds nothing, in time of a core, beside bare Kestrel that sends such an answer from
/// memory: at the rate of 10,000 readers who ask every ten seconds, over few and over many connections.
/// </summary>
internal static class PollsScenario
{
    private const string Stream = "bench";
    private const int Shards = 50;
    private const double PollsPerSecond = 1_000;
    private static readonly int[] Connections = [20, 1_000];

    // Tiered compilation is over by then: 15,000 requests, and its background thread has been idle for a while.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);

    public static async Task RunAsync(LoadOptions options)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"polls: empty GetRecords at {PollsPerSecond}/s, signature {(options.Verify ? "verified" : "not verified")}, {options.Rounds} rounds of {options.Seconds} s"));
        IReadOnlyList<string> more = options.Verify ? ["--credentials", "bench:bench:000000000000"] : [];
        await using var hydrant = new HydrantContestant(options.Data, more: more);
        await hydrant.StartAsync();
        await hydrant.CreateStreamAsync(Stream, Shards);
        var empty = Path.Combine(options.Data, "empty.canned");
        await File.WriteAllBytesAsync(empty, (await PollAsync(hydrant, await TokenAsync(hydrant, 0))).ToArray());
        await using var ceiling = new CeilingContestant(empty, spins: false);
        await ceiling.StartAsync();
        var tokens = new List<string>();
        for (var i = 0; i < Shards; i++) tokens.Add(await TokenAsync(hydrant, i));

        foreach (var connections in Connections)
        {
            await LoadAsync(hydrant, tokens, connections, WarmUp);
            await LoadAsync(ceiling, tokens, connections, WarmUp);
            for (var round = 1; round <= options.Rounds; round++)
            {
                var ours = await LoadAsync(hydrant, tokens, connections, TimeSpan.FromSeconds(options.Seconds));
                var floor = await LoadAsync(ceiling, tokens, connections, TimeSpan.FromSeconds(options.Seconds));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {round} {connections,5} connections: {ours * 1e6:0.0} us of a core each, ceiling {floor * 1e6:0.0} us, hydrant / ceiling {ours / floor:0.00}"));
            }
        }
    }

    // Seconds of a core that the contestant takes for one poll.
    private static async Task<double> LoadAsync(Contestant contestant, IReadOnlyList<string> tokens, int connections, TimeSpan time)
    {
        var requests = tokens.Select(token => Request(contestant, token)).ToList();
        var before = CpuTime.Seconds(contestant.ProcessId);
        var result = await LoadLoop.RunAsync(contestant.Port, requests, connections, TimeSpan.Zero, time, PollsPerSecond);
        if (result.Errors > 0) throw new InvalidOperationException(result.FirstError);
        return (CpuTime.Seconds(contestant.ProcessId) - before) / result.Requests;
    }

    private static async Task<string> TokenAsync(Contestant hydrant, int shard)
    {
        var (_, body) = await hydrant.CallAsync(
            "GetShardIterator", $$"""{"StreamName":"{{Stream}}","ShardId":"shardId-{{shard:D12}}","ShardIteratorType":"LATEST"}""");
        return JsonDocument.Parse(body).RootElement.GetProperty("ShardIterator").GetString()!;
    }

    private static async Task<ReadOnlyMemory<byte>> PollAsync(Contestant hydrant, string token)
    {
        using var connection = new Connection();
        await connection.ConnectAsync(hydrant.Port);
        var (status, body) = await connection.SendAsync(Request(hydrant, token));
        return status == 200 ? body : throw new InvalidOperationException(Encoding.UTF8.GetString(body.Span));
    }

    private static byte[] Request(Contestant contestant, string token) => SignedRequest.Build(
        contestant.Authority, "GetRecords", RequestBodies.GetRecords(token, cbor: false), cbor: false);
}
