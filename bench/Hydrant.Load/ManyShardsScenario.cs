using System.Diagnostics;
using System.Globalization;
using Hydrant.Load.Contestants;
using Hydrant.Load.Measuring;

namespace Hydrant.Load;

/// <summary>10,000 shards in 100 streams: what they take in memory and at the start, and what they leave of the throughput of 64.</summary>
internal static class ManyShardsScenario
{
    private const int Streams = 100;
    private const int ShardsOfAStream = 100;

    public static async Task RunAsync(LoadOptions options)
    {
        Console.WriteLine($"many-shards: {Streams * ShardsOfAStream:N0} shards in {Streams} streams, beside 64 in one, put-records");
        var ratios = new List<double>();
        for (var round = 1; round <= options.Rounds; round++)
        {
            double few;
            await using (var hydrant = new HydrantContestant(options.Data))
            {
                var result = await PutScenario.PutRecords.MeasureAsync(hydrant, options);
                Tell(round, "64 shards", result);
                few = result.PerSecond;
            }

            var many = await MeasureManyAsync(round, options);
            Tell(round, "10,000 shards", many);
            ratios.Add(many.PerSecond / few);
        }

        ratios.Sort();
        Console.WriteLine($"  throughput, 10,000 shards / 64: {ratios[ratios.Count / 2]:0.00} (median of {options.Rounds} rounds)");
    }

    private static async Task<LoadResult> MeasureManyAsync(int round, LoadOptions options)
    {
        LoadResult result;
        await using (var hydrant = new HydrantContestant(options.Data, keepsData: true))
        {
            await hydrant.StartAsync();
            var names = Enumerable.Range(0, Streams).Select(i => string.Create(CultureInfo.InvariantCulture, $"bench-{i}")).ToList();
            foreach (var name in names) await hydrant.CreateStreamAsync(name, ShardsOfAStream);
            Console.WriteLine($"  {round} idle: {ResidentMemory.MiB(hydrant.ProcessId)} MiB resident");
            var requests = names.Select((name, seed) => PutScenario.PutRecords.Prepare(hydrant.Authority, name, seed, options.Cbor)).ToList();
            result = await LoadLoop.RunAsync(
                hydrant.Port, requests, PutScenario.PutRecords.Connections, PutScenario.WarmUp, TimeSpan.FromSeconds(options.Seconds), options.Rate);
            Console.WriteLine($"  {round} under load: {ResidentMemory.MiB(hydrant.ProcessId)} MiB resident");
        }

        await using var again = new HydrantContestant(options.Data);
        var clock = Stopwatch.StartNew();
        await again.StartAsync();
        await again.CallAsync("DescribeStreamSummary", """{"StreamName":"bench-99"}""");
        Console.WriteLine($"  {round} started again: {clock.ElapsedMilliseconds} ms to the first answer, {ResidentMemory.MiB(again.ProcessId)} MiB resident");
        return result;
    }

    private static void Tell(int round, string what, LoadResult result)
    {
        Console.WriteLine($"  {round} {what,-14}{result.Line(500, 1024)}");
        if (result.Errors > 0) Console.WriteLine($"    first error: {result.FirstError}");
    }
}
