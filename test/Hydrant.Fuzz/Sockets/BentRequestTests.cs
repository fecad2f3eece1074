using Hydrant.Testing.Server;

namespace Hydrant.Fuzz.Sockets;

/// <summary>
/// Bent requests over real sockets, in HTTP/1.1 and HTTP/2. Every answer is one of the protocol's and comes in time,
/// the server's memory stays where it is, and good requests are served afterwards. A failing case prints its seed.
/// </summary>
public sealed class BentRequestTests(BentRequestTests.Running running) : IClassFixture<BentRequestTests.Running>
{
    private const int Workers = 8;
    private static readonly int Requests = 16_000 * Abuse.Scale;
    private const long MaxResident = 400L << 20;
    private const long MaxGrowth = 96L << 20;

    [Fact]
    public async Task Over_HTTP1_every_bent_request_is_answered_in_the_shape_of_the_protocol()
    {
        var tally = new Tally();
        await InHalvesAsync(tally, (worker, from, to) => PipelineAsync(worker, from, to, tally));
    }

    [Fact]
    public async Task Over_HTTP2_every_bent_request_is_answered_in_the_shape_of_the_protocol()
    {
        var tally = new Tally();
        using var client = new Http2Client(running.Server.Endpoint);
        await InHalvesAsync(tally, async (worker, from, to) =>
        {
            for (var seed = from + worker; seed < to; seed += Workers)
            {
                var request = BentRequests.Of(1_000_000 + seed);
                using var deadline = new CancellationTokenSource(Abuse.Patience);
                tally.Check(1_000_000 + seed, request, await client.SendAsync(request, deadline.Token));
            }
        });
    }

    [Fact]
    public async Task Broken_framing_is_refused_or_cut_off()
    {
        for (var seed = 0; seed < 3_000 * Abuse.Scale; seed++)
        {
            using var deadline = new CancellationTokenSource(Abuse.Patience);
            using var client = await SocketClient.ConnectAsync(running.Server.Port);
            var bytes = BrokenFraming.Of(seed, out var isHttp2);
            await client.SendAsync(bytes, deadline.Token);
            client.EndSending();
            if (isHttp2) await client.DrainAsync(deadline.Token);
            else await ReadRefusalsAsync(client, seed, deadline.Token);
        }

        await ServesWellAsync();
    }

    private static async Task ReadRefusalsAsync(SocketClient client, int seed, CancellationToken ct)
    {
        try
        {
            while (await client.ReadAsync(ct) is { } answer)
                (answer.Status is (>= 200 and < 500) or 505).ShouldBeTrue($"seed {seed}: {answer}");
        }
        catch (InvalidDataException)
        {
            // Cut off within an answer: its request was broken.
        }
    }

    // Several requests leave at once, as far as the random numbers say so; the answers come in their order.
    private async Task PipelineAsync(int worker, int from, int to, Tally tally)
    {
        var random = new Random(worker);
        var client = await SocketClient.ConnectAsync(running.Server.Port);
        for (var seed = from + worker; seed < to;)
        {
            var requests = new List<(int Seed, SocketRequest Request)>();
            var bytes = new MemoryStream();
            for (var depth = random.Next(1, 7); depth > 0 && seed < to; depth--, seed += Workers)
            {
                var request = BentRequests.Of(seed);
                requests.Add((seed, request));
                bytes.Write(request.Http1(random.Next(3) == 0 ? random.Next(1, 200) : null));
            }

            using var deadline = new CancellationTokenSource(Abuse.Patience);
            await client.SendAsync(bytes.ToArray(), deadline.Token);
            foreach (var (number, request) in requests)
            {
                var answer = await client.ReadAsync(deadline.Token, request.Method == "HEAD");
                tally.Check(number, request, answer);
                if (answer!.Header("connection") != "close") continue;

                // What stood behind it in the pipeline is sent again.
                client.Dispose();
                client = await SocketClient.ConnectAsync(running.Server.Port);
                seed = number + Workers;
                break;
            }
        }

        client.Dispose();
    }

    // What the first half had to take, the second half must find there.
    private async Task InHalvesAsync(Tally tally, Func<int, int, int, Task> run)
    {
        await HalfAsync(0, Requests / 2);
        var before = Abuse.ResidentBytes(running.Server);
        await HalfAsync(Requests / 2, Requests);
        var after = Abuse.ResidentBytes(running.Server);
        TestContext.Current.TestOutputHelper?.WriteLine($"{before >> 20} MiB resident, then {after >> 20} MiB");

        await ServesWellAsync();
        tally.ShouldBeGood(Requests);
        after.ShouldBeLessThan(MaxResident);
        (after - before).ShouldBeLessThan(MaxGrowth);

        Task HalfAsync(int from, int to) =>
            Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => run(worker, from, to))));
    }

    private async Task ServesWellAsync()
    {
        (await Abuse.PutAsync(running.Server)).ShouldContain("SequenceNumber");
        var failures = running.Server.Said().Split('\n')
            .Where(line => line.StartsWith("fail:", StringComparison.Ordinal));
        failures.Any().ShouldBeFalse(string.Join('\n', failures.Take(3)));
    }

    public sealed class Running : IAsyncLifetime
    {
        public StartedServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await Abuse.StartAsync();

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
