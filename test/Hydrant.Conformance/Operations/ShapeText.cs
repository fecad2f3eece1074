using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hydrant.Conformance.Operations;

/// <summary>
/// The shape of an answer as text, e.g. <c>{HasMoreShards:b,Shards:[{ShardId:s}]}</c>: names by their letters, and the types
/// string (s), integer (i), number with a fraction (n), time (t), boolean (b), and list of the shapes that are in it.
/// </summary>
internal static class ShapeText
{
    public static string Of(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject map => "{" + string.Join(',', map
            .OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => $"{member.Key}:{(IsTime(member.Key) ? TimeOf(member.Value) : Of(member.Value))}")) + "}",
        JsonArray list => "[" + string.Join('|', list.Select(Of).Distinct()) + "]",
        _ => node.GetValueKind() switch
        {
            JsonValueKind.String => "s",
            JsonValueKind.Number => node.ToJsonString().Contains('.', StringComparison.Ordinal) ? "n" : "i",
            _ => "b",
        },
    };

    // A time is a number that may be whole by chance.
    private static string TimeOf(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number ? "t" : Of(node);

    private static bool IsTime(string name) =>
        name.EndsWith("Timestamp", StringComparison.Ordinal) || name.EndsWith("At", StringComparison.Ordinal);
}
