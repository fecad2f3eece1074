using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Hydrant.Load.Contestants;
using Hydrant.Load.Http;

namespace Hydrant.Load;

/// <summary>
/// A load that doubles step by step on an on-demand stream that keeps the service's limits: how many records are
/// throttled on the way, how many shards it comes to, and how it shrinks when the load is over.
/// </summary>
internal static class OnDemandScenario
{
    private const string Stream = "bench";
    private const int Connections = 16;
    private const int RecordsPerRequest = 125;
    private const int RecordSize = 4096;
    private const double RequestsPerMiB = 1048576.0 / (RecordsPerRequest * RecordSize);
    private static readonly PutScenario Requests = new("on-demand", RecordsPerRequest, RecordSize, Connections, 4);

    public static async Task RunAsync(LoadOptions options)
    {
        var step = TimeSpan.FromSeconds(options.Seconds);
        var quiet = string.Create(CultureInfo.InvariantCulture, $"{Math.Max(5, options.Seconds):0} s");
        await using var hydrant = new HydrantContestant(
            options.Data, more: ["--limits", "aws", "--scaling-period", "5 s", "--scaling-quiet", quiet]);
        await hydrant.StartAsync();
        await hydrant.CallAsync("CreateStream", $$"""{"StreamModeDetails":{"StreamMode":"ON_DEMAND"},"StreamName":"{{Stream}}"}""");
        while (await OpenShardsAsync(hydrant) == 0) await Task.Delay(50);
        Console.WriteLine($"on-demand: {RecordsPerRequest} x {RecordSize} B a request, 1 to 64 MiB/s, doubled every {options.Seconds} s, limits kept, merged after {quiet}");

        var (sent, throttled) = (0L, 0L);
        for (var rate = 1; rate <= 64; rate *= 2)
        {
            var requests = Enumerable.Range(0, 48).Select(seed => Requests.Prepare(hydrant.Authority, Stream, seed, options.Cbor)).ToList();
            var (more, refused) = await LoadAsync(hydrant.Port, requests, rate * RequestsPerMiB, step);
            (sent, throttled) = (sent + more, throttled + refused);
            var shards = await OpenShardsAsync(hydrant);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {rate,3} MiB/s: {more,9} records, {refused,6} throttled ({(double)refused / more:P3}), {shards} shards"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  together: {(double)throttled / sent:P3} throttled"));
        await ShrinkAsync(hydrant, TimeSpan.FromSeconds((4 * Math.Max(5, options.Seconds)) + 120));
    }

    private static async Task ShrinkAsync(Contestant hydrant, TimeSpan patience)
    {
        var time = Stopwatch.StartNew();
        var shards = await OpenShardsAsync(hydrant);
        while (shards > 4 && time.Elapsed < patience)
        {
            await Task.Delay(1000);
            var now = await OpenShardsAsync(hydrant);
            if (now != shards) Console.WriteLine($"  {time.Elapsed.TotalSeconds:0} s after the load: {now} shards");
            shards = now;
        }
    }

    // Requests that are due and cannot be sent yet are sent as soon as they can, so that the rate is what it says.
    private static async Task<(long Sent, long Throttled)> LoadAsync(int port, List<byte[]> requests, double rate, TimeSpan duration)
    {
        var (next, sent, throttled) = (-1L, 0L, 0L);
        var start = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            using var connection = new Connection();
            await connection.ConnectAsync(port);
            while (true)
            {
                var turn = Interlocked.Increment(ref next);
                var due = TimeSpan.FromSeconds(turn / rate);
                if (due >= duration) return;
                if (due > start.Elapsed) await Task.Delay(due - start.Elapsed);
                var (status, body) = await connection.SendAsync(requests[(int)(turn % requests.Count)]);
                if (status != 200) throw new InvalidOperationException(Encoding.UTF8.GetString(body.Span));
                Interlocked.Add(ref sent, RecordsPerRequest);
                Interlocked.Add(ref throttled, FailedOf(body.Span));
            }
        })));
        return (sent, throttled);
    }

    private static int FailedOf(ReadOnlySpan<byte> body)
    {
        var at = body.IndexOf("\"FailedRecordCount\":"u8) + "\"FailedRecordCount\":"u8.Length;
        return Utf8Parser.TryParse(body[at..], out int failed, out _) ? failed : throw new InvalidOperationException(Encoding.UTF8.GetString(body));
    }

    private static async Task<int> OpenShardsAsync(Contestant hydrant)
    {
        var (_, summary) = await hydrant.CallAsync("DescribeStreamSummary", $$"""{"StreamName":"{{Stream}}"}""");
        if (!summary.Contains("ACTIVE", StringComparison.Ordinal) && !summary.Contains("UPDATING", StringComparison.Ordinal)) return 0;
        const string member = "\"OpenShardCount\":";
        var start = summary.IndexOf(member, StringComparison.Ordinal) + member.Length;
        return int.Parse(summary.AsSpan(start, summary.IndexOf(',', start) - start), CultureInfo.InvariantCulture);
    }
}
