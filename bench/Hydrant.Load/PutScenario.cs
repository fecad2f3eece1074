using System.Text.Json;
using Hydrant.Load.Contestants;
using Hydrant.Load.Http;
using Hydrant.Load.Measuring;

namespace Hydrant.Load;

/// <summary>The same puts to every contestant, one after the other in each round; what counts is the ratio within a round.</summary>
internal sealed record PutScenario(string Name, int RecordsPerRequest, int RecordSize, int Connections, int Shards)
{
    private const int Bodies = 24;

    // The runtime compiles what is hot again, on the cores that are measured; that is over by then.
    public static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private const string Stream = "bench";

    public static readonly PutScenario PutRecords = new("put-records", 500, 1024, 16, 64);
    public static readonly PutScenario PutRecordsSmall = new("put-records-small", 500, 100, 16, 64);
    public static readonly PutScenario PutRecord = new("put-record", 1, 1024, 64, 64);

    public async Task RunAsync(LoadOptions options)
    {
        Console.WriteLine($"{Name}: {RecordsPerRequest} x {RecordSize} B, {Connections} connections, {Shards} shards, "
            + $"{(options.Cbor ? "CBOR" : "JSON")}, signature {(options.Verify ? "verified" : "not verified")}, {options.Rounds} rounds of {options.Seconds} s");
        var rates = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var make in Contestants(options))
            {
                await using var contestant = make();
                var result = await MeasureAsync(contestant, options);
                Console.WriteLine($"  {round} {contestant.Name,-14}{result.Line(RecordsPerRequest, RecordSize)}");
                if (result.Errors > 0) Console.WriteLine($"    first error: {result.FirstError}");
                if (!rates.TryGetValue(contestant.Name, out var list)) rates[contestant.Name] = list = [];
                list.Add(result.PerSecond);
            }
        }

        Tell(rates, options);
    }

    public async Task<LoadResult> MeasureAsync(Contestant contestant, LoadOptions options)
    {
        await contestant.StartAsync();
        await contestant.CreateStreamAsync(Stream, Shards);
        var requests = Prepare(contestant.Authority, options.Cbor);
        return await LoadLoop.RunAsync(
            contestant.Port, requests, Connections, WarmUp, TimeSpan.FromSeconds(options.Seconds), options.Rate);
    }

    public List<byte[]> Prepare(string authority, bool cbor) =>
        [.. Enumerable.Range(0, Bodies * Math.Max(1, 64 / RecordsPerRequest)).Select(seed => Prepare(authority, Stream, seed, cbor))];

    /// <summary>One signed request to a stream.</summary>
    public byte[] Prepare(string authority, string stream, int seed, bool cbor) => RecordsPerRequest == 1
        ? SignedRequest.Build(authority, "PutRecord", RequestBodies.PutRecord(stream, RecordSize, seed, cbor), cbor)
        : SignedRequest.Build(authority, "PutRecords", RequestBodies.PutRecords(stream, RecordsPerRequest, RecordSize, seed, cbor), cbor);

    private static IEnumerable<Func<Contestant>> Contestants(LoadOptions options)
    {
        IReadOnlyList<string> credentials = options.Verify ? ["--credentials", "bench:bench:000000000000"] : [];
        yield return () => new HydrantContestant(options.Data, more: credentials);
        if (!options.Cbor) yield return static () => new CeilingContestant();
        if (options.Peers.Contains("kinesalite")) yield return NpmContestant.Kinesalite;
        if (options.Peers.Contains("kinesis-local")) yield return NpmContestant.KinesisLocal;
    }

    private void Tell(Dictionary<string, List<double>> rates, LoadOptions options)
    {
        var ours = rates["hydrant"];
        var ratios = rates.Where(pair => pair.Key != "hydrant").ToDictionary(
            pair => pair.Key, pair => Median(ours.Zip(pair.Value, (our, their) => our / their)), StringComparer.Ordinal);
        foreach (var (name, ratio) in ratios) Console.WriteLine($"  hydrant / {name}: {ratio:0.00} (median of {options.Rounds} rounds)");
        if (!options.Save) return;

        var file = Path.Combine(Programs.Root, "bench", "results", $"{Name}{(options.Cbor ? "-cbor" : "")}.json");
        File.WriteAllText(file, JsonSerializer.Serialize(
            new { scenario = Name, options.Rounds, options.Seconds, requestsPerSecond = rates, medianRatios = ratios },
            Indented));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
