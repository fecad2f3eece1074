using Hydrant.Load.Contestants;

namespace Hydrant.Load;

/// <summary>What a record costs with 1,000 shards, beside what it costs with 10.</summary>
internal static class ShardsScenario
{
    public static async Task RunAsync(LoadOptions options)
    {
        Console.WriteLine("shards: put-records with 10 and with 1,000 shards");
        var ratios = new List<double>();
        for (var round = 1; round <= options.Rounds; round++)
        {
            var rates = new List<double>();
            foreach (var shards in (int[])[10, 1000])
            {
                await using var hydrant = new HydrantContestant(options.Data);
                var result = await (PutScenario.PutRecords with { Shards = shards }).MeasureAsync(hydrant, options);
                Console.WriteLine($"  {round} {shards,5} shards {result.Line(500, 1024)}");
                if (result.Errors > 0) Console.WriteLine($"    first error: {result.FirstError}");
                rates.Add(result.PerSecond);
            }

            ratios.Add(rates[0] / rates[1]);
        }

        ratios.Sort();
        Console.WriteLine($"  cost per record, 1,000 shards / 10 shards: {ratios[ratios.Count / 2]:0.00}");
    }
}
