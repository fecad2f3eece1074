using System.Diagnostics;
using System.Text;
using Hydrant.Load.Contestants;
using Hydrant.Load.Http;

namespace Hydrant.Load;

/// <summary>
/// Full pages of GetRecords, from the newest records and from a disk whose cache was emptied, beside bare Kestrel that
/// sends the bytes of such a page from memory.
/// </summary>
internal static class GetScenario
{
    private const string Stream = "bench";
    private const string DropCaches = "/proc/sys/vm/drop_caches";
    private const int Readers = 4;

    public static async Task RunAsync(LoadOptions options)
    {
        await using var hydrant = new HydrantContestant(options.Data);
        await hydrant.StartAsync();
        await hydrant.CreateStreamAsync(Stream, 1);
        var pages = await FillAsync(hydrant, options.Gigabytes, options.Cbor);
        var canned = Path.Combine(options.Data, "page.canned");
        await File.WriteAllBytesAsync(canned, pages[0].Body);
        var megabytes = pages[0].Body.Length / 1048576.0;
        Console.WriteLine($"get-records: {pages.Count} pages of {megabytes:0.0} MiB as sent, {Readers} readers, {(options.Cbor ? "CBOR" : "JSON")}");

        await using var ceiling = new CeilingContestant(canned);
        await ceiling.StartAsync();
        var (fromTail, fromDisk) = (new List<double>(), new List<double>());
        for (var round = 1; round <= options.Rounds; round++)
        {
            // The newest two pages are in the server's own cache.
            List<string> newest = [.. Enumerable.Range(0, pages.Count).Select(i => pages[^(2 + (i % 2))].Iterator)];
            var tail = pages.Count / await PassAsync(hydrant, newest, options.Cbor);
            var isCold = await TryDropCachesAsync();
            var cold = pages.Count / await PassAsync(hydrant, [.. pages.Select(page => page.Iterator)], options.Cbor);
            var top = pages.Count / await PassAsync(ceiling, newest, options.Cbor);
            fromTail.Add(tail / top);
            fromDisk.Add(cold / top);
            Console.WriteLine(
                $"  {round} tail {tail,6:0.0} pages/s ({tail * megabytes,6:0} MiB/s)  {(isCold ? "cold disk" : "page cache (it may not be dropped here)")} "
                + $"{cold,6:0.0} ({cold * megabytes,6:0} MiB/s)  ceiling {top,6:0.0} ({top * megabytes,6:0} MiB/s)");
        }

        Console.WriteLine($"  tail / ceiling: {Median(fromTail):0.00}   disk / ceiling: {Median(fromDisk):0.00} (medians of {options.Rounds} rounds)");
    }

    // Puts that much, and returns where each full page begins, with the bytes of the first one.
    private static async Task<List<(string Iterator, byte[] Body)>> FillAsync(Contestant hydrant, double gigabytes, bool cbor)
    {
        var put = PutScenario.PutRecords.Prepare(hydrant.Authority, cbor: false);
        using var connection = new Connection();
        await connection.ConnectAsync(hydrant.Port);
        for (var sent = 0L; sent < gigabytes * 1073741824; sent += 500 * 1024)
        {
            var (status, body) = await connection.SendAsync(put[(int)(sent / (500 * 1024)) % put.Count]);
            if (status != 200) throw new InvalidOperationException(Encoding.UTF8.GetString(body.Span));
        }

        var (_, first) = await hydrant.CallAsync(
            "GetShardIterator", $$"""{"StreamName":"{{Stream}}","ShardId":"0","ShardIteratorType":"TRIM_HORIZON"}""");
        var iterator = TextOf(first, "\"ShardIterator\":\"");
        var pages = new List<(string, byte[])>();
        while (true)
        {
            var (_, page) = await connection.SendAsync(Request(hydrant, iterator, cbor: false));
            var end = Encoding.ASCII.GetString(page.Span[^Math.Min(page.Length, 400)..]);
            if (end.Contains("\"MillisBehindLatest\":0", StringComparison.Ordinal)) return pages;

            var body = pages.Count > 0 ? [] : cbor ? (await connection.SendAsync(Request(hydrant, iterator, cbor))).Body.ToArray() : page.ToArray();
            pages.Add((iterator, body));
            iterator = TextOf(end, "\"NextShardIterator\":\"");
        }
    }

    // Every request once, shared among the readers; returns seconds.
    private static async Task<double> PassAsync(Contestant contestant, IReadOnlyList<string> iterators, bool cbor)
    {
        var requests = iterators.Select(iterator => Request(contestant, iterator, cbor)).ToList();
        var next = -1;
        var time = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => Task.Run(async () =>
        {
            using var connection = new Connection();
            await connection.ConnectAsync(contestant.Port);
            for (int at; (at = Interlocked.Increment(ref next)) < requests.Count;)
            {
                var (status, body) = await connection.SendAsync(requests[at]);
                if (status != 200) throw new InvalidOperationException(Encoding.UTF8.GetString(body.Span));
            }
        })));
        return time.Elapsed.TotalSeconds;
    }

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

    private static byte[] Request(Contestant contestant, string iterator, bool cbor) => SignedRequest.Build(
        contestant.Authority, "GetRecords", RequestBodies.GetRecords(iterator, cbor), cbor);

    private static string TextOf(string json, string member)
    {
        var start = json.IndexOf(member, StringComparison.Ordinal) + member.Length;
        return json[start..json.IndexOf('"', start)];
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
