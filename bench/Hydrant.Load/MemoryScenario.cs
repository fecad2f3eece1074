using System.Diagnostics;
using Hydrant.Load.Contestants;
using Hydrant.Load.Measuring;

namespace Hydrant.Load;

/// <summary>Memory idle and under the full write load, and how soon a server with data answers.</summary>
internal static class MemoryScenario
{
    public static async Task RunAsync(LoadOptions options)
    {
        var scenario = PutScenario.PutRecords;
        var resident = new List<(double Gigabytes, long MiB)>();
        await using (var hydrant = new HydrantContestant(options.Data, keepsData: true))
        {
            await hydrant.StartAsync();
            await hydrant.CreateStreamAsync("bench", scenario.Shards);
            await Task.Delay(3000);
            Console.WriteLine($"memory: idle {ResidentMemory.MiB(hydrant.ProcessId)} MiB");
            var written = 0.0;
            while (written < options.Gigabytes)
            {
                var result = await LoadLoop.RunAsync(
                    hydrant.Port, scenario.Prepare(hydrant.Authority, options.Cbor), scenario.Connections,
                    TimeSpan.Zero, TimeSpan.FromSeconds(5), rate: null);
                written += result.Requests * 500 * 1024.0 / (1 << 30);
                resident.Add((written, ResidentMemory.MiB(hydrant.ProcessId)));
                Console.WriteLine($"  {written,6:0.00} GiB written, {resident[^1].MiB} MiB resident, {result.PerSecond:0} req/s, errors {result.Errors}");
                if (result.Errors > 0) Console.WriteLine($"    first error: {result.FirstError}");
            }
        }

        var sorted = resident.Select(sample => sample.MiB).Order().ToList();
        Console.WriteLine($"  resident under load: min {sorted[0]}, median {sorted[sorted.Count / 2]}, max {sorted[^1]} MiB");

        for (var i = 0; i < 3; i++)
        {
            await using var again = new HydrantContestant(options.Data, keepsData: i < 2);
            var clock = Stopwatch.StartNew();
            await again.StartAsync();
            var (status, _) = await again.CallAsync("DescribeStreamSummary", """{"StreamName":"bench"}""");
            Console.WriteLine($"  start to first answer ({status}): {clock.ElapsedMilliseconds} ms");
        }
    }
}
