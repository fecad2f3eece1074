using System.Diagnostics;
using System.Globalization;
using System.Text;
using Hydrant.Load.Contestants;
using Hydrant.Load.Http;
using Hydrant.Load.Measuring;

namespace Hydrant.Load.CatchingUp;

/// <summary>Readers that go from page to page.</summary>
internal static class PageReader
{
    private const int EndBytes = 400;
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Full pages from the oldest record on, shard after shard and from the start again; returns bytes of answers.</summary>
    public static async Task<long> FromHorizonAsync(Contestant hydrant, string stream, int shards, CancellationToken stop)
    {
        using var connection = new Connection();
        await connection.ConnectAsync(hydrant.Port);
        var bytes = 0L;
        for (var shard = 0; ; shard = (shard + 1) % shards)
        {
            var iterator = await IteratorAsync(hydrant, stream, shard, "TRIM_HORIZON");
            for (var isAtTail = false; !isAtTail;)
            {
                if (stop.IsCancellationRequested) return bytes;
                var page = await PageAsync(hydrant, connection, iterator);
                bytes += page.Length;
                var end = Encoding.ASCII.GetString(page.Span[^Math.Min(page.Length, EndBytes)..]);
                isAtTail = end.Contains("\"MillisBehindLatest\":0", StringComparison.Ordinal);
                iterator = TextOf(end, "\"NextShardIterator\":\"");
            }
        }
    }

    /// <summary>Polls one shard for its newest records; returns how long each answer took.</summary>
    public static async Task<Histogram> TailAsync(Contestant hydrant, string stream, CancellationToken stop)
    {
        using var connection = new Connection();
        await connection.ConnectAsync(hydrant.Port);
        var latency = new Histogram();
        var iterator = await IteratorAsync(hydrant, stream, 0, "LATEST");
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(PollEvery, CancellationToken.None);
            var start = Stopwatch.GetTimestamp();
            var page = await PageAsync(hydrant, connection, iterator);
            latency.Add((long)Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            iterator = TextOf(Encoding.ASCII.GetString(page.Span[^Math.Min(page.Length, EndBytes)..]), "\"NextShardIterator\":\"");
        }

        return latency;
    }

    private static async Task<string> IteratorAsync(Contestant hydrant, string stream, int shard, string type)
    {
        var (_, body) = await hydrant.CallAsync("GetShardIterator", string.Create(
            CultureInfo.InvariantCulture, $$"""{"StreamName":"{{stream}}","ShardId":"{{shard}}","ShardIteratorType":"{{type}}"}"""));
        return TextOf(body, "\"ShardIterator\":\"");
    }

    private static async Task<ReadOnlyMemory<byte>> PageAsync(Contestant hydrant, Connection connection, string iterator)
    {
        var (status, body) = await connection.SendAsync(
            SignedRequest.Build(hydrant.Authority, "GetRecords", RequestBodies.GetRecords(iterator, cbor: false), cbor: false));
        return status == 200 ? body : throw new InvalidOperationException(Encoding.UTF8.GetString(body.Span));
    }

    private static string TextOf(string json, string member)
    {
        var start = json.IndexOf(member, StringComparison.Ordinal) + member.Length;
        return json[start..json.IndexOf('"', start)];
    }
}
