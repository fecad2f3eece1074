using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Hydrant.Server.Admin;
using Microsoft.AspNetCore.Http;

namespace Hydrant.Server.Tests.Admin;

/// <summary>From records to the description of a table.</summary>
public sealed class InferEndpointTests
{
    [Fact]
    public async Task Records_become_the_input_of_a_table()
    {
        var (status, body) = await CallAsync("POST", "{\"Id\":1}\n\n{\"id\":2.5,\"at\":\"2026-01-01T00:00:00Z\"}\r\n", query: "?name=Seen&timestamps=true");

        status.ShouldBe(200, body);
        var table = JsonNode.Parse(body)!;
        table["Name"]!.GetValue<string>().ShouldBe("seen");
        table["StorageDescriptor"]!["Columns"]!.ToJsonString()
            .ShouldBe("""[{"Name":"id","Type":"double"},{"Name":"at","Type":"timestamp"}]""");
    }

    [Fact]
    public async Task Lines_that_are_no_records_are_named()
    {
        var (status, body) = await CallAsync("POST", "{\"a\":1}\n[1]\n{");

        status.ShouldBe(400);
        body.ShouldContain("Line 2: It is no JSON object.");
        body.ShouldContain("Line 3:");
    }

    [Fact]
    public async Task Nothing_is_no_table() => (await CallAsync("POST", "\n")).Status.ShouldBe(400);

    [Fact]
    public async Task Only_this_machine_may_ask() => (await CallAsync("POST", "{}", from: "192.0.2.1")).Status.ShouldBe(403);

    [Fact]
    public async Task Records_are_posted() => (await CallAsync("GET", "")).Status.ShouldBe(405);

    [Fact]
    public async Task Too_many_records_are_not_read_to_their_end() =>
        (await CallAsync("POST", new string(' ', 17 * 1024 * 1024))).Status.ShouldBe(413);

    private static async Task<(int Status, string Body)> CallAsync(
        string method, string body, string from = "127.0.0.1", string query = "")
    {
        var context = new DefaultHttpContext();
        var answer = new MemoryStream();
        context.Request.Method = method;
        context.Request.QueryString = new QueryString(query);
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        context.Response.Body = answer;
        await InferEndpoint.HandleAsync(context);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()));
    }
}
