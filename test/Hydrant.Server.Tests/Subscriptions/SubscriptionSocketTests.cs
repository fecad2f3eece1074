using System.Net;
using System.Net.Sockets;
using System.Text;
using Hydrant.Testing.EventStreams;

namespace Hydrant.Server.Tests.Subscriptions;

/// <summary>Subscriptions over real sockets: clients that break off, that never read, and a server that stops.</summary>
public sealed class SubscriptionSocketTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static TheoryData<string> Versions => new("1.1", "2.0");

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_record_is_pushed_over_both_versions_of_HTTP(string version)
    {
        await using var server = await ListeningServer.StartAsync();
        using var client = new HttpClient();
        using var response = await OpenAsync(server, client, "LATEST", Version.Parse(version));
        var events = await EventsAsync(response);

        await server.PutAsync("hello"u8.ToArray());

        (await DataAsync(events, 5)).ShouldBe(5);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/vnd.amazon.eventstream");
        response.Headers.TransferEncodingChunked.ShouldBe(version == "1.1" ? true : null);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_client_that_breaks_off_releases_its_subscription_at_once(string version)
    {
        await using var server = await ListeningServer.StartAsync();
        var client = new HttpClient();
        var response = await OpenAsync(server, client, "LATEST", Version.Parse(version));
        await EventsAsync(response);
        server.Active.ShouldBe(1);

        response.Dispose();
        client.Dispose();

        await server.UntilReleasedAsync();
    }

    [Fact]
    public async Task A_connection_that_is_reset_releases_its_subscription_at_once()
    {
        await using var server = await ListeningServer.StartAsync();
        var socket = await SubscribeAsync(server, receiveBuffer: 64 * 1024);
        await UntilActiveAsync(server);

        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Dispose();

        await server.UntilReleasedAsync();
    }

    [Fact]
    public async Task A_client_that_never_reads_holds_up_nobody_and_is_gone_when_it_breaks_off()
    {
        await using var server = await ListeningServer.StartAsync();
        using var silent = await SubscribeAsync(server, receiveBuffer: 4096);
        await UntilActiveAsync(server);
        const long Written = 128 * 512 * 1024;
        var held = GC.GetTotalMemory(forceFullCollection: true);

        for (var i = 0; i < 128; i++) await server.PutAsync(new byte[512 * 1024]);

        // Others write and read as ever, and what waits for the silent one is one event, not all 64 MiB.
        using var client = new HttpClient();
        await server.RegisterAsync("d");
        using var response = await OpenAsync(server, client, "TRIM_HORIZON", HttpVersion.Version20, consumer: "d");
        (await DataAsync(await EventsAsync(response), Written)).ShouldBe(Written);
        server.Active.ShouldBe(1);
        (GC.GetTotalMemory(forceFullCollection: true) - held).ShouldBeLessThan(40L * 1024 * 1024);

        silent.Dispose();
        await server.UntilReleasedAsync();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_server_that_stops_ends_subscriptions_without_an_error_and_in_time(string version)
    {
        await using var server = await ListeningServer.StartAsync();
        using var client = new HttpClient();
        using var response = await OpenAsync(server, client, "LATEST", Version.Parse(version));
        var events = await EventsAsync(response);

        var stopped = server.StopAsync();

        while (await NextAsync(events) is { } message) message.IsException.ShouldBeFalse();
        await stopped.WaitAsync(TimeSpan.FromSeconds(4)); // Before the port cuts off what is left.
        server.Active.ShouldBe(0);
    }

    private static async Task<HttpResponseMessage> OpenAsync(
        ListeningServer server, HttpClient client, string type, Version version, string consumer = "c")
    {
        using var request = server.Request("SubscribeToShard", server.SubscribeBody(type, consumer), version);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return response;
    }

    private static async Task<EventStreamReader> EventsAsync(HttpResponseMessage response)
    {
        var events = new EventStreamReader(await response.Content.ReadAsStreamAsync());
        (await NextAsync(events))!.Type.ShouldBe("initial-response");
        return events;
    }

    private static async Task<EventStreamMessage?> NextAsync(EventStreamReader events)
    {
        using var late = new CancellationTokenSource(Patience);
        return await events.ReadAsync(late.Token);
    }

    // Reads until so many bytes of data have come; returns how many did.
    private static async Task<long> DataAsync(EventStreamReader events, long enough)
    {
        var got = 0L;
        while (got < enough)
        {
            foreach (var record in (await NextAsync(events))!.Json.GetProperty("Records").EnumerateArray())
                got += record.GetProperty("Data").GetBytesFromBase64().Length;
        }

        return got;
    }

    private static async Task<Socket> SubscribeAsync(ListeningServer server, int receiveBuffer)
    {
        var body = server.SubscribeBody("LATEST", "c");
        var head = $"POST / HTTP/1.1\r\nHost: {server.Address.Authority}\r\nContent-Type: application/x-amz-json-1.1\r\nX-Amz-Date: 20260101T000000Z\r\n"
            + "X-Amz-Target: Kinesis_20131202.SubscribeToShard\r\nAuthorization: AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/kinesis/aws4_request, "
            + $"SignedHeaders=host, Signature=0\r\nContent-Length: {body.Length}\r\n\r\n";
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = receiveBuffer };
        await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(head + body));
        return socket;
    }

    private static async Task UntilActiveAsync(ListeningServer server)
    {
        for (var i = 0; server.Active == 0; i++)
        {
            i.ShouldBeLessThan(500);
            await Task.Delay(10);
        }
    }
}
