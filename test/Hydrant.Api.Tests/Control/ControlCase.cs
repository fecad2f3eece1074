using Hydrant.Api.Tests.Protocols;

namespace Hydrant.Api.Tests.Control;

/// <summary>What control-plane tests say again and again.</summary>
internal static class ControlCase
{
    public const string Account = "123456789012";
    public const string Arn = $"arn:aws:kinesis:us-east-1:{Account}:stream/there";

    public static readonly Protocol[] Both = [Protocol.Json, Protocol.Cbor];

    /// <summary>A call that succeeds; waits until the stream named <c>there</c> is ACTIVE again.</summary>
    public static async Task<System.Text.Json.Nodes.JsonObject> OkAsync(
        this ApiWorld world, string operation, string request, Protocol protocol = Protocol.Json)
    {
        var (status, body) = await world.CallAsync(protocol, operation, request);
        status.ShouldBe(200, body.ToJsonString());
        while ((await world.SummaryAsync())["StreamStatus"]?.GetValue<string>() is "UPDATING" or "CREATING") await Task.Yield();
        return body;
    }

    /// <summary>A call that is refused, in both protocols alike.</summary>
    public static async Task RefusedAsync(this ApiWorld world, string operation, string request, string type, string message)
    {
        foreach (var protocol in Both)
        {
            var (status, body) = await world.CallAsync(protocol, operation, request);
            body["message"]?.GetValue<string>().ShouldBe(message);
            body["__type"]?.GetValue<string>().ShouldBe(type);
            status.ShouldBe(400);
        }
    }

    /// <summary>DescribeStreamSummary of <c>there</c>, or nothing when there is none.</summary>
    public static async Task<System.Text.Json.Nodes.JsonObject> SummaryAsync(this ApiWorld world)
    {
        var (_, body) = await world.CallAsync(Protocol.Json, "DescribeStreamSummary", """{"StreamName":"there"}""");
        return body["StreamDescriptionSummary"]?.AsObject() ?? [];
    }
}
