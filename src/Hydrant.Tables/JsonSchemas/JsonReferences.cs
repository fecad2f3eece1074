using System.Globalization;
using System.Text.Json.Nodes;

namespace Hydrant.Tables.JsonSchemas;

/// <summary>References within one document: <c>#</c>, or a JSON pointer behind it.</summary>
internal static class JsonReferences
{
    public static JsonNode? Find(JsonNode root, string reference)
    {
        if (reference == "#") return root;
        if (!reference.StartsWith("#/", StringComparison.Ordinal)) return null;

        JsonNode? at = root;
        foreach (var step in reference[2..].Split('/'))
        {
            var name = Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal)
                .Replace("~0", "~", StringComparison.Ordinal);
            at = at switch
            {
                JsonObject members => members[name],
                JsonArray items when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
                    && i < items.Count => items[i],
                _ => null,
            };
        }

        return at;
    }

    /// <summary>
    /// What the schema says once its references are followed; null when they go in a circle and so say nothing.
    /// </summary>
    public static JsonNode? Follow(JsonNode root, JsonNode? schema)
    {
        var seen = new HashSet<JsonNode>(ReferenceEqualityComparer.Instance);
        while (schema is JsonObject members && members["$ref"] is JsonValue reference)
        {
            if (!seen.Add(schema)) return null;
            schema = Find(root, reference.GetValue<string>());
        }

        return schema;
    }
}
