using System.Text;
using System.Text.Json;
using Hydrant.Testing.Server;

namespace Hydrant.Fuzz.Sockets;

/// <summary>
/// Clients that are slow, silent, half gone, never read or send too much. The server ends each of them in its own time,
/// holds no memory for them, and serves the good ones meanwhile.
/// </summary>
public sealed class BadClientTests : IAsyncLifetime
{
    private const int Crowd = 100;
    private const int SmallCrowd = 10;
    private const long MaxResident = 600L << 20;
    private const string Head = "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-amz-json-1.1\r\n";

    // The longest limit of the server is 15 s.
    private static readonly TimeSpan UntilCutOff = TimeSpan.FromSeconds(45);

    private StartedServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await Abuse.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Clients_that_do_not_go_on_are_ended_while_good_ones_are_served()
    {
        var iterator = await FillAsync();
        var before = Abuse.ResidentBytes(_server);
        using var over = new CancellationTokenSource();
        var good = ServeAsync(over.Token);
        await Task.WhenAll(
            CrowdAsync("", ""), // Silent from the start.
            CrowdAsync("PRI * HT", ""), // Perhaps HTTP/2 one day.
            CrowdAsync("POST / HT", ""), // Half a request line.
            CrowdAsync(Head + "X-Amz-Target: ", "x"), // A head that never ends, a byte at a time.
            CrowdAsync(Head + "Content-Length: 1000000\r\n\r\n{", ""), // Half a body.
            CrowdAsync(Head + "Content-Length: 1000000\r\n\r\n{", " "), // A body, a byte at a time.
            CrowdAsync(Head + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"), // And in chunks of one.
            NeverReadAsync(iterator));
        await over.CancelAsync();
        var (served, peak) = await good;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{served} good requests; {before >> 20} MiB resident, at most {peak >> 20} MiB");
        served.ShouldBeGreaterThan(20);
        peak.ShouldBeLessThan(MaxResident);
        _server.Said().ShouldNotContain("fail:");
    }

    [Fact]
    public async Task Bodies_over_the_limit_are_refused_however_they_are_announced()
    {
        var tooLarge = new byte[Abuse.MaxRequestBytes + 1];
        var request = BentRequests.Good("Kinesis_20131202.PutRecord") with { Body = tooLarge };
        for (var turn = 0; turn < 20; turn++)
        {
            using var deadline = new CancellationTokenSource(Abuse.Patience);
            using var client = await SocketClient.ConnectAsync(_server.Port);
            var bytes = request.Http1(turn % 2 == 0 ? 50_000 : null);

            // All but the last byte of it: what the server leaves unread does not reset the connection.
            var sending = client.SendAsync(bytes.AsMemory(0, turn % 2 == 0 ? bytes.Length : 10_000), deadline.Token);
            var answer = (await client.ReadAsync(deadline.Token)).ShouldNotBeNull();
            answer.Status.ShouldBe(413);
            answer.Body.ShouldBeEmpty();
            client.Dispose();
            await sending;
        }

        using var http2 = new Http2Client(_server.Endpoint);
        using var patience = new CancellationTokenSource(Abuse.Patience);
        (await http2.SendAsync(request, patience.Token)).Status.ShouldBe(413);
        await Abuse.CallAsync(_server, "Kinesis_20131202.ListStreams", "{}");
    }

    // Sends a start, then something each second, until the server has had enough.
    private Task CrowdAsync(string start, string next) =>
        Task.WhenAll(Enumerable.Range(0, SmallCrowd).Select(_ => DawdleAsync(start, next)));

    private async Task DawdleAsync(string start, string next)
    {
        using var deadline = new CancellationTokenSource(UntilCutOff);
        using var client = await SocketClient.ConnectAsync(_server.Port);
        await client.SendAsync(Encoding.ASCII.GetBytes(start), deadline.Token);
        var ended = client.DrainAsync(deadline.Token);
        while (!ended.IsCompleted)
        {
            await Task.WhenAny(ended, Task.Delay(1_000, deadline.Token));
            if (!await client.SendAsync(Encoding.ASCII.GetBytes(next), deadline.Token)) break;
        }

        await ended;
    }

    // Each asks for 8 MiB and takes nothing of it for longer than the server waits. For a few of them there is memory,
    // and these are cut off within their answer; the others are told that there is none.
    private async Task NeverReadAsync(string iterator)
    {
        var body = $$"""{"ShardIterator":"{{iterator}}"}""";
        var request = BentRequests.Good("Kinesis_20131202.GetRecords", body);
        using var deadline = new CancellationTokenSource(UntilCutOff);
        using var http2 = new Http2Client(_server.Endpoint);
        var streams = new List<HttpResponseMessage>();
        for (var i = 0; i < 3; i++) streams.Add(await http2.AskAsync(request, deadline.Token));

        var clients = new List<SocketClient>();
        for (var i = 0; i < Crowd; i++)
        {
            clients.Add(await SocketClient.ConnectAsync(_server.Port, receiveBuffer: 4_096));
            await clients[^1].SendAsync(request.Http1(), deadline.Token);
        }

        await Task.Delay(TimeSpan.FromSeconds(22), deadline.Token);
        foreach (var stream in streams)
        {
            stream.EnsureSuccessStatusCode();
            await Should.ThrowAsync<HttpRequestException>(stream.Content.ReadAsByteArrayAsync(deadline.Token));
            stream.Dispose();
        }

        var (cut, refused) = (0, 0);
        foreach (var client in clients)
        {
            try
            {
                (await client.ReadAsync(deadline.Token)).ShouldNotBeNull().Status.ShouldBe(503);
                refused++;
            }
            catch (InvalidDataException)
            {
                cut++;
            }

            client.Dispose();
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"never reading: {cut} cut off, {refused} refused");
        cut.ShouldBeGreaterThan(0);
        refused.ShouldBeGreaterThan(Crowd / 2);
    }

    // Good requests all the while, each answered in time; returns how many, and the most memory there was.
    private async Task<(int Served, long PeakResident)> ServeAsync(CancellationToken stop)
    {
        var (served, peak) = (0, 0L);
        for (; !stop.IsCancellationRequested; served++)
        {
            await Abuse.PutAsync(_server);
            peak = Math.Max(peak, Abuse.ResidentBytes(_server));
            await Task.Delay(50, CancellationToken.None);
        }

        return (served, peak);
    }

    private async Task<string> FillAsync()
    {
        var data = Convert.ToBase64String(new byte[700_000]);
        for (var i = 0; i < 12; i++)
        {
            await Abuse.CallAsync(_server, "Kinesis_20131202.PutRecord",
                $$"""{"StreamName":"there","Data":"{{data}}","PartitionKey":"k","ExplicitHashKey":"0"}""");
        }

        using var answer = JsonDocument.Parse(await Abuse.CallAsync(
            _server, "Kinesis_20131202.GetShardIterator",
            """{"StreamName":"there","ShardId":"shardId-000000000000","ShardIteratorType":"TRIM_HORIZON"}"""));
        return answer.RootElement.GetProperty("ShardIterator").GetString()!;
    }
}
