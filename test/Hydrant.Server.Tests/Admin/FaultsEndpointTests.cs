using System.Net;
using System.Text;
using Hydrant.Api.Faults;
using Hydrant.Server.Admin;
using Hydrant.Storage.Catalog;
using Hydrant.Storage.Memory;
using Hydrant.Streams;
using Microsoft.AspNetCore.Http;

namespace Hydrant.Server.Tests.Admin;

/// <summary>Who may set fault rules, and how.</summary>
public sealed class FaultsEndpointTests : IAsyncDisposable
{
    private readonly MemoryLogStore _logs = new(TimeProvider.System);

    [Fact]
    public async Task Rules_are_put_shown_and_taken_away()
    {
        var endpoint = await OpenAsync(isOpen: false);

        var (status, body) = await CallAsync(endpoint, "PUT", """{"seed":3,"rules":[{"throttle":0.5}]}""");
        status.ShouldBe(200, body);
        body.ShouldContain("\"throttle\": 0.5");
        (await CallAsync(endpoint, "GET")).Body.ShouldBe(body);
        (await CallAsync(endpoint, "DELETE")).Body.ShouldNotContain("throttle\":");
        (await CallAsync(endpoint, "GET")).Body.ShouldContain("\"rules\": []");
    }

    [Fact]
    public async Task Rules_with_mistakes_change_nothing()
    {
        var endpoint = await OpenAsync(isOpen: false);
        await CallAsync(endpoint, "PUT", """{"rules":[{"throttle":0.5}]}""");

        var (status, body) = await CallAsync(endpoint, "PUT", """{"rules":[{"throttle":2},{"what":1}]}""");

        status.ShouldBe(400);
        body.ShouldContain("rules[1]: 'what' is not known, or not of its type.");
        (await CallAsync(endpoint, "GET")).Body.ShouldContain("\"throttle\": 0.5");
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_not_read_to_its_end()
    {
        var endpoint = await OpenAsync(isOpen: false);

        (await CallAsync(endpoint, "PUT", new string(' ', 70_000) + "{}")).Status.ShouldBe(413);
    }

    [Theory]
    [InlineData("127.0.0.1", null, false, 200)]
    [InlineData("::1", null, false, 200)]
    [InlineData("192.0.2.1", null, false, 403)]
    [InlineData("192.0.2.1", null, true, 200)]
    [InlineData("127.0.0.1", "https://elsewhere.example", false, 403)]
    [InlineData("127.0.0.1", "https://elsewhere.example", true, 403)]
    public async Task Only_this_machine_may_unless_the_operator_says_so_and_never_a_page(string from, string? origin, bool isOpen, int status)
    {
        var endpoint = await OpenAsync(isOpen);

        (await CallAsync(endpoint, "GET", from: from, origin: origin)).Status.ShouldBe(status);
        (await CallAsync(endpoint, "PUT", "{}", from, origin)).Status.ShouldBe(status);
        (await CallAsync(endpoint, "DELETE", from: from, origin: origin)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Other_methods_are_told_which_there_are() =>
        (await CallAsync(await OpenAsync(isOpen: false), "POST", "{}")).Status.ShouldBe(405);

    public ValueTask DisposeAsync() => _logs.DisposeAsync();

    private async Task<FaultsEndpoint> OpenAsync(bool isOpen)
    {
        var streams = new StreamDirectory(await LogCatalogStore.OpenAsync(_logs, default), _logs, new StreamOptions(), TimeProvider.System);
        return new FaultsEndpoint(new FaultFilter(streams, FaultPlan.None, TimeProvider.System), isOpen);
    }

    private static async Task<(int Status, string Body)> CallAsync(
        FaultsEndpoint endpoint, string method, string body = "", string from = "127.0.0.1", string? origin = null)
    {
        var context = new DefaultHttpContext();
        var answer = new MemoryStream();
        context.Request.Method = method;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        if (origin is not null) context.Request.Headers.Origin = origin;
        context.Response.Body = answer;
        await endpoint.HandleAsync(context);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()));
    }
}
