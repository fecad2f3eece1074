using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hydrant.Tables.JsonSchemas;

/// <summary>JSON as text in one form: members sorted, no white space.</summary>
internal static class JsonTexts
{
    public static string Sorted(JsonNode? node)
    {
        var text = new StringBuilder();
        Add(text, node);
        return text.ToString();
    }

    private static void Add(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                text.Append('{');
                foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    if (text[^1] != '{') text.Append(',');
                    text.Append('"').Append(JsonEncodedText.Encode(name)).Append("\":");
                    Add(text, value);
                }

                text.Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                for (var i = 0; i < items.Count; i++)
                {
                    if (i > 0) text.Append(',');
                    Add(text, items[i]);
                }

                text.Append(']');
                break;
            default:
                text.Append(node is null ? "null" : node.ToJsonString());
                break;
        }
    }
}
