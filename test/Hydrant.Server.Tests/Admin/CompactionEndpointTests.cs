using System.Net;
using System.Text;
using Hydrant.Compaction;
using Hydrant.Core;
using Hydrant.Server.Admin;
using Hydrant.Storage;
using Hydrant.Testing.Simulated;
using Microsoft.AspNetCore.Http;

namespace Hydrant.Server.Tests.Admin;

/// <summary>A compaction is asked for, seen, and what is live listed.</summary>
public sealed class CompactionEndpointTests : IAsyncDisposable
{
    private readonly SimulatedObjectStore _objects = new(1) { Clock = TimeProvider.System };
    private readonly CompactionDesk _desk;
    private readonly CompactionEndpoint _endpoint;

    public CompactionEndpointTests()
    {
        _desk = new CompactionDesk(_objects, TimeProvider.System, new RandomIdSource(1));
        _endpoint = new CompactionEndpoint(_desk);
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task A_run_is_asked_for_and_shown_until_it_is_done()
    {
        (await CallAsync("GET")).Body.ShouldContain("\"state\": \"none\"");
        foreach (var name in (string[])["p/1", "p/2", "p/3"]) await PutAsync(name, $"{name}\n");

        var (status, body) = await CallAsync("POST", """{"bucket":"lake","prefix":"p/","quietSeconds":0,"graceSeconds":0}""");
        status.ShouldBe(202, body);
        while (_desk.State!.IsRunning) await Task.Yield();

        body = (await CallAsync("GET")).Body;
        body.ShouldContain("\"state\": \"done\"");
        body.ShouldContain("\"sources\": 3");
        body.ShouldContain("\"deleted\": 3");
        (status, body) = await CallAsync("GET", path: CompactionEndpoint.LivePath, query: "?bucket=lake&prefix=p/");
        status.ShouldBe(200);
        body.ShouldStartWith("12\t\"p/3_compacted-0000000001-");
        body.Count(c => c == '\n').ShouldBe(1);
    }

    [Theory]
    [InlineData("{", "no JSON")]
    [InlineData("[]", "no JSON object|not a JSON object")]
    [InlineData("{}", "A bucket is needed.")]
    [InlineData("""{"bucket":"b","what":1}""", "'what' is not known")]
    [InlineData("""{"bucket":"b","graceSeconds":-1}""", "'graceSeconds' is not known, or not of its type.")]
    [InlineData("""{"bucket":"b","targetBytes":1000,"smallBytes":2000}""", "The small size")]
    [InlineData("""{"bucket":"b","prefix":"p"}""", "ends with a slash")]
    public async Task Mistakes_are_named(string request, string mistake)
    {
        var (status, body) = await CallAsync("POST", request);
        status.ShouldBe(400);
        mistake.Split('|').ShouldContain(one => body.Contains(one, StringComparison.Ordinal), body);
    }

    [Fact]
    public async Task Only_this_machine_may_and_never_a_page()
    {
        (await CallAsync("GET", from: "192.0.2.1")).Status.ShouldBe(403);
        (await CallAsync("POST", "{}", from: "192.0.2.1")).Status.ShouldBe(403);
        (await CallAsync("GET", origin: "https://elsewhere.example")).Status.ShouldBe(403);
        (await CallAsync("DELETE")).Status.ShouldBe(405);
        (await CallAsync("POST", "{}", path: CompactionEndpoint.LivePath)).Status.ShouldBe(405);
        (await CallAsync("GET", path: CompactionEndpoint.LivePath)).Status.ShouldBe(400);
        (await CallAsync("POST", new string(' ', 20_000))).Status.ShouldBe(413);
    }

    private async Task PutAsync(string path, string text)
    {
        await using var writer = await _objects.CreateAsync(new ObjectKey("lake", path), new ObjectMetadata("application/octet-stream", null), default);
        await writer.WriteAsync(Encoding.UTF8.GetBytes(text), default);
        await writer.CompleteAsync(default);
    }

    private async Task<(int Status, string Body)> CallAsync(
        string method, string body = "", string from = "127.0.0.1", string? origin = null, string path = CompactionEndpoint.Path, string query = "")
    {
        var context = new DefaultHttpContext();
        var answer = new MemoryStream();
        context.Request.Method = method;
        context.Request.Path = path;
        context.Request.QueryString = new QueryString(query);
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        if (origin is not null) context.Request.Headers.Origin = origin;
        context.Response.Body = answer;
        await _endpoint.HandleAsync(context);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()));
    }
}
