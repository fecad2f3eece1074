using System.Text;
using System.Text.Json.Nodes;

namespace Hydrant.Api.Tests.Protocols;

/// <summary>Calls in either protocol.</summary>
internal static class ProtocolCalls
{
    /// <summary>Sends what is written as JSON in that protocol, and gives the answer as JSON.</summary>
    public static async Task<(int Status, JsonObject Body)> CallAsync(
        this ApiWorld world, Protocol protocol, string operation, string json)
    {
        var isCbor = protocol == Protocol.Cbor;
        var (status, body) = await world.SendBytesAsync(context =>
        {
            context.Request.Headers["X-Amz-Target"] = $"Kinesis_20131202.{operation}";
            context.Request.ContentType = isCbor ? "application/x-amz-cbor-1.1" : "application/x-amz-json-1.1";
            context.Request.Body = new MemoryStream(isCbor ? CborJson.Encode(json) : Encoding.UTF8.GetBytes(json));
        });
        if (body.Length == 0) return (status, []);
        return (status, (isCbor ? CborJson.Decode(body) : JsonNode.Parse(body))!.AsObject());
    }
}
