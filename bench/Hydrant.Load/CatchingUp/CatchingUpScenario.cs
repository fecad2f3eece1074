using System.Globalization;
using Hydrant.Load.Contestants;
using Hydrant.Load.Measuring;

namespace Hydrant.Load.CatchingUp;

/// <summary>
/// Writers at full speed, alone and beside a reader who is gigabytes behind and reads from a cold disk as fast as it can;
/// and what a reader at the tail notices of either. Only the ratio within a round counts.
/// </summary>
internal static class CatchingUpScenario
{
    private const string Old = "old";
    private const string New = "bench";
    private const int OldShards = 4;
    private const string DropCaches = "/proc/sys/vm/drop_caches";

    public static async Task RunAsync(LoadOptions options)
    {
        await FillAsync(options);
        await using var hydrant = new HydrantContestant(options.Data);
        await hydrant.StartAsync();
        await hydrant.CreateStreamAsync(New, PutScenario.PutRecords.Shards);
        var puts = PutScenario.PutRecords.Prepare(hydrant.Authority, options.Cbor);
        await WriteAsync(hydrant, puts, PutScenario.WarmUp);

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"catching-up: put-records alone and beside a reader that is {options.Gigabytes:0.#} GiB behind, {options.Rounds} rounds of {options.Seconds} s"));
        var ratios = new List<double>();
        var time = TimeSpan.FromSeconds(options.Seconds);
        for (var round = 1; round <= options.Rounds; round++)
        {
            // Now one first, now the other: a disk that gets slower with what is on it favours neither.
            var alone = round % 2 == 1 ? await MeasureAsync(hydrant, puts, time, isCatchingUp: false, round) : 0;
            var isCold = await TryDropCachesAsync();
            var beside = await MeasureAsync(hydrant, puts, time, isCatchingUp: true, round);
            if (!isCold) Console.WriteLine("    (the page cache may not be dropped here)");
            if (round % 2 == 0) alone = await MeasureAsync(hydrant, puts, time, isCatchingUp: false, round);
            ratios.Add(beside / alone);
        }

        ratios.Sort();
        var median = (ratios[(ratios.Count - 1) / 2] + ratios[ratios.Count / 2]) / 2;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  writers beside a reader / alone: {median:0.00} (median of {options.Rounds} rounds)"));
    }

    private static async Task FillAsync(LoadOptions options)
    {
        await using var hydrant = new HydrantContestant(options.Data, keepsData: true);
        await hydrant.StartAsync();
        await hydrant.CreateStreamAsync(Old, OldShards);
        var puts = Enumerable.Range(0, 8)
            .Select(seed => PutScenario.PutRecords.Prepare(hydrant.Authority, Old, seed, options.Cbor)).ToList();
        for (var written = 0.0; written < options.Gigabytes;)
            written += (await WriteAsync(hydrant, puts, TimeSpan.FromSeconds(1))).Requests * 500 * 1024.0 / (1 << 30);
    }

    private static async Task<double> MeasureAsync(
        Contestant hydrant, IReadOnlyList<byte[]> puts, TimeSpan time, bool isCatchingUp, int round)
    {
        using var stop = new CancellationTokenSource();
        var tail = PageReader.TailAsync(hydrant, New, stop.Token);
        var old = isCatchingUp ? PageReader.FromHorizonAsync(hydrant, Old, OldShards, stop.Token) : Task.FromResult(0L);
        var result = await WriteAsync(hydrant, puts, time);
        await stop.CancelAsync();
        var (read, polls) = (await old, await tail);
        var what = isCatchingUp ? $"beside, {read / time.TotalSeconds / 1048576:0} MiB/s read" : "alone";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {round} {what,-26}{result.Line(500, 1024)}\n      a poll at the tail: p50 {polls.Percentile(50) / 1000.0:0.0} p99 {polls.Percentile(99) / 1000.0:0.0} ms ({polls.Count} polls)"));
        if (result.Errors > 0) Console.WriteLine($"    first error: {result.FirstError}");
        return result.PerSecond;
    }

    private static Task<LoadResult> WriteAsync(Contestant hydrant, IReadOnlyList<byte[]> puts, TimeSpan time) =>
        LoadLoop.RunAsync(hydrant.Port, puts, PutScenario.PutRecords.Connections, TimeSpan.Zero, time, rate: null);

    private static async Task<bool> TryDropCachesAsync()
    {
        try
        {
            await File.WriteAllTextAsync(DropCaches, "3");
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
