using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Hydrant.Load.Contestants;
using Hydrant.Load.Http;
using Hydrant.Load.Measuring;

namespace Hydrant.Load;

/// <summary>How long from a put to its push, and what readers cost who wait for nothing.</summary>
internal static class PushScenario
{
    private const string Stream = "bench";
    private const int Writers = 16;
    private const double RecordsPerSecond = 1_000;
    private const int IdleShards = 50;
    private const int IdleConsumers = 20;
    private const int Pollers = 10_000;
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(LoadOptions options)
    {
        await MeasureLatencyAsync(options);
        await MeasureIdleAsync(options);
    }

    private static async Task MeasureLatencyAsync(LoadOptions options)
    {
        const int shards = 4;
        Console.WriteLine($"push: {RecordsPerSecond} records/s of 1 KiB, one a request, synced, {shards} shards, one consumer, {options.Rounds} rounds of {options.Seconds} s");
        for (var round = 1; round <= options.Rounds; round++)
        {
            await using var hydrant = new HydrantContestant(options.Data);
            await hydrant.StartAsync();
            await hydrant.CreateStreamAsync(Stream, shards);
            var consumer = (await RegisterAsync(hydrant, 1))[0];
            using var subscriber = new Subscriber(hydrant.Authority);
            using var stop = new CancellationTokenSource();
            var readers = new List<Task<Histogram>>();
            for (var i = 0; i < shards; i++)
                readers.Add(ReadAsync(await subscriber.OpenAsync(consumer, ShardId(i), stop.Token), stop.Token));

            await WriteAsync(hydrant, TimeSpan.FromSeconds(2 + options.Seconds));
            await Task.Delay(500);
            await stop.CancelAsync();
            var latency = new Histogram();
            foreach (var part in await Task.WhenAll(readers)) latency.Merge(part);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {round} put to push: {latency.Count} records, p50 {latency.Percentile(50) / 1000.0:0.00} p90 {latency.Percentile(90) / 1000.0:0.00}"
                + $" p99 {latency.Percentile(99) / 1000.0:0.00} p99.9 {latency.Percentile(99.9) / 1000.0:0.00} max {latency.MaxMicroseconds / 1000.0:0.00} ms"));
        }
    }

    private static async Task MeasureIdleAsync(LoadOptions options)
    {
        await using var hydrant = new HydrantContestant(options.Data);
        await hydrant.StartAsync();
        await hydrant.CreateStreamAsync(Stream, IdleShards);
        await TellAsync("nobody", hydrant);

        using var subscriber = new Subscriber(hydrant.Authority);
        using var stop = new CancellationTokenSource();
        var readers = new List<Task>();
        foreach (var consumer in await RegisterAsync(hydrant, IdleConsumers))
        {
            for (var i = 0; i < IdleShards; i++)
                readers.Add(ReadAsync(await subscriber.OpenAsync(consumer, ShardId(i), stop.Token), stop.Token));
        }

        await Task.Delay(Settling); // What the beginning has left to the compiler is done by then.
        await TellAsync($"{readers.Count} subscriptions", hydrant);

        var tokens = new List<byte[]>();
        for (var i = 0; i < IdleShards; i++) tokens.Add(await PollRequestAsync(hydrant, ShardId(i)));
        var polling = LoadLoop.RunAsync(
            hydrant.Port, tokens, connections: 20, TimeSpan.FromSeconds(2), Settling + Watch, Pollers / PollEvery.TotalSeconds);
        await Task.Delay(Settling);
        await TellAsync($"these and {Pollers} pollers, each every {PollEvery.TotalSeconds} s", hydrant);
        Console.WriteLine($"    polls {(await polling).Line(0, 0)}");
        await stop.CancelAsync();
        await Task.WhenAll(readers);
    }

    private static async Task TellAsync(string who, HydrantContestant hydrant)
    {
        var cores = await CpuTime.CoresAsync(hydrant.ProcessId, Watch);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  idle with {who}: {cores * 100:0.00} % of a core, {ResidentMemory.MiB(hydrant.ProcessId)} MiB resident"));
    }

    private static string ShardId(int index) => $"shardId-{index:D12}";

    private static async Task<List<string>> RegisterAsync(HydrantContestant hydrant, int consumers)
    {
        var arns = new List<string>();
        for (var i = 0; i < consumers; i++)
        {
            var (_, body) = await hydrant.CallAsync(
                "RegisterStreamConsumer", $$"""{"StreamARN":"arn:aws:kinesis:us-east-1:000000000000:stream/{{Stream}}","ConsumerName":"c{{i}}"}""");
            arns.Add(JsonDocument.Parse(body).RootElement.GetProperty("Consumer").GetProperty("ConsumerARN").GetString()!);
        }

        await Task.Delay(500);
        return arns;
    }

    private static async Task<byte[]> PollRequestAsync(HydrantContestant hydrant, string shard)
    {
        var (_, body) = await hydrant.CallAsync(
            "GetShardIterator", $$"""{"StreamName":"{{Stream}}","ShardId":"{{shard}}","ShardIteratorType":"LATEST"}""");
        var token = JsonDocument.Parse(body).RootElement.GetProperty("ShardIterator").GetString();
        return SignedRequest.Build(hydrant.Authority, "GetRecords", Encoding.ASCII.GetBytes($$"""{"ShardIterator":"{{token}}"}"""), cbor: false);
    }

    // Each record carries the moment it was sent; sender and receiver are one process.
    private static async Task WriteAsync(HydrantContestant hydrant, TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var every = Stopwatch.Frequency * Writers / RecordsPerSecond;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async number =>
        {
            using var connection = new Connection();
            await connection.ConnectAsync(hydrant.Port);
            var request = SignedRequest.Build(hydrant.Authority, "PutRecord", RequestBodies.PutRecord(Stream, 1024, number, cbor: false), cbor: false);
            var at = request.AsSpan().IndexOf("\"Data\":\""u8) + 8;
            for (var turn = 0; ; turn++)
            {
                var due = start + (long)(every * (turn + ((double)number / Writers)));
                if (due >= end) return;
                var early = due - Stopwatch.GetTimestamp();
                if (early > 0) await Task.Delay(TimeSpan.FromSeconds((double)early / Stopwatch.Frequency));

                // Sixteen digits in base64 alphabet, so the text is the data without any encoding.
                Stopwatch.GetTimestamp().TryFormat(request.AsSpan(at, 16), out _, "D16", CultureInfo.InvariantCulture);
                var (status, body) = await connection.SendAsync(request);
                if (status != 200) throw new InvalidOperationException(Encoding.UTF8.GetString(body.Span));
            }
        }));
    }

    private static async Task<Histogram> ReadAsync(Subscriber.Subscription subscription, CancellationToken stop)
    {
        var latency = new Histogram();
        using (subscription)
        {
            try
            {
                while (await subscription.NextAsync(stop) is { } payload)
                {
                    var now = Stopwatch.GetTimestamp();
                    Count(payload.Span, now, latency);
                }
            }
            catch (OperationCanceledException)
            {
            }
        }

        return latency;
    }

    private static void Count(ReadOnlySpan<byte> payload, long now, Histogram latency)
    {
        while (payload.IndexOf("\"Data\":\""u8) is >= 0 and var at)
        {
            var sent = long.Parse(payload.Slice(at + 8, 16), NumberStyles.None, CultureInfo.InvariantCulture);
            latency.Add((now - sent) * 1_000_000 / Stopwatch.Frequency);
            payload = payload[(at + 24)..];
        }
    }
}
