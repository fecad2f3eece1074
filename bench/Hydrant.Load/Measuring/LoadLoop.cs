using System.Diagnostics;
using System.Text;
using Hydrant.Load.Http;

namespace Hydrant.Load.Measuring;

/// <summary>
/// Sends prepared requests over some connections for some time, or until so many are sent. Closed: the next one follows the
/// answer. Open: they are due at a steady rate, and a late one counts from when it was due, so that a stalled server cannot hide its stalls.
/// </summary>
internal static class LoadLoop
{
    public static async Task<LoadResult> RunAsync(
        int port, IReadOnlyList<byte[]> requests, int connections, TimeSpan warmup, TimeSpan duration, double? rate,
        long most = long.MaxValue)
    {
        var start = Stopwatch.GetTimestamp();
        var measureFrom = start + Ticks(warmup);
        var end = measureFrom + Ticks(duration);
        var workers = Enumerable.Range(0, connections)
            .Select(i => Task.Run(() => WorkAsync(port, requests, i, connections, start, measureFrom, end, rate, most)))
            .ToList();
        var parts = await Task.WhenAll(workers);

        var latency = new Histogram();
        foreach (var part in parts) latency.Merge(part.Latency);
        return new LoadResult(
            duration.TotalSeconds, latency.Count, parts.Sum(part => part.Errors),
            parts.Select(part => part.FirstError).FirstOrDefault(error => error is not null), latency)
        {
            Acknowledged = parts.Sum(part => part.Acknowledged),
        };
    }

    private static async Task<(Histogram Latency, long Acknowledged, long Errors, string? FirstError)> WorkAsync(
        int port, IReadOnlyList<byte[]> requests, int number, int connections, long start, long measureFrom, long end, double? rate,
        long most)
    {
        using var connection = new Connection();
        await connection.ConnectAsync(port);
        var (latency, acknowledged, errors, firstError) = (new Histogram(), 0L, 0L, (string?)null);
        var every = rate is null ? 0 : Stopwatch.Frequency * connections / rate.Value;
        for (long turn = 0; number + (turn * connections) < most; turn++)
        {
            var due = rate is null ? Stopwatch.GetTimestamp() : start + (long)(every * (turn + ((double)number / connections)));
            if (due >= end) break;
            var early = due - Stopwatch.GetTimestamp();
            if (early > 0) await Task.Delay(TimeSpan.FromSeconds((double)early / Stopwatch.Frequency));

            var (status, body) = await connection.SendAsync(requests[(int)((number + (turn * connections)) % requests.Count)]);
            var now = Stopwatch.GetTimestamp();
            if (status != 200 || body.Span[..Math.Min(64, body.Length)].IndexOf("ErrorCode"u8) >= 0)
            {
                errors++;
                firstError ??= $"{status} {Encoding.UTF8.GetString(body.Span[..Math.Min(300, body.Length)])}";
            }
            else
            {
                acknowledged++;
                if (now >= measureFrom && now < end) latency.Add((now - due) * 1_000_000 / Stopwatch.Frequency);
            }
        }

        return (latency, acknowledged, errors, firstError);
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}
