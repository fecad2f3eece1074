using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hydrant.Tables.JsonSchemas;

/// <summary>
/// Whether everything that one schema takes is taken by another. What cannot be decided by looking at keywords one by one
/// counts as not taken; the alternatives of a oneOf are believed to exclude each other. A schema without additionalProperties is open: it takes members of any
/// name and value.
/// </summary>
internal sealed class JsonContainment(JsonNode readerRoot, JsonNode writerRoot)
{
    private const int MaxSteps = 10_000;
    private const int MaxDepth = 150;

    private static readonly string[] Combinations = ["allOf", "anyOf", "oneOf"];

    // Keywords that are only compared as a whole.
    private static readonly string[] Opaque = ["not", "if", "then", "else", "dependencies", "contains", "propertyNames"];

    // Pairs under way or done: a schema that refers to itself is contained unless something else in it is not.
    private readonly HashSet<(JsonNode Reader, JsonNode Writer)> _seen = [];

    private int _steps;
    private int _depth;

    /// <summary>What the reader does not take, with the path that leads there; null when it takes everything.</summary>
    public string? Mismatch() => Find(readerRoot, writerRoot, "#");

    // Alternatives that refer to what they stand in would be opened for ever.
    private string? Find(JsonNode? reader, JsonNode? writer, string path)
    {
        if (++_steps > MaxSteps || _depth == MaxDepth) return $"{path}: the schemas are too intricate to be compared";
        _depth++;
        var found = Look(reader, writer, path);
        _depth--;
        return found;
    }

    private string? Look(JsonNode? readerNode, JsonNode? writerNode, string path)
    {
        var reader = JsonReferences.Follow(readerRoot, readerNode);
        var writer = JsonReferences.Follow(writerRoot, writerNode);
        if (TakesAll(reader) || TakesNothing(writer)) return null;
        if (TakesNothing(reader)) return $"{path}: nothing is taken here any more";

        var (takes, gives) = ((JsonObject)reader!, writer as JsonObject ?? []);
        if (writer is JsonObject && !_seen.Add((takes, gives))) return null;
        return InCombination(takes, gives, path) is { IsDecided: true } combined ? combined.Mismatch : Plain(takes, gives, path);
    }

    private (bool IsDecided, string? Mismatch) InCombination(JsonObject reader, JsonObject writer, string path)
    {
        if (!Combinations.Any(reader.ContainsKey) && !Combinations.Any(writer.ContainsKey)) return default;
        if (IsSame(reader, writer)) return (true, null);

        // What the writer gives passes through one of its alternatives, and through all of its parts.
        foreach (var keyword in (string[])["anyOf", "oneOf"])
        {
            if (writer[keyword] is not JsonArray several) continue;
            var rest = Without(writer, keyword);
            var wrong = several.Select(one => Find(reader, Merged(rest, one), path)).FirstOrDefault(found => found is not null);
            return (true, wrong);
        }

        if (writer["allOf"] is JsonArray parts)
        {
            var whole = parts.Aggregate(Without(writer, "allOf"), Merged);
            return (true, Find(reader, whole, path));
        }

        foreach (var keyword in Combinations)
        {
            if (reader[keyword] is not JsonArray several) continue;
            if (Find(Without(reader, keyword), writer, path) is { } wrong) return (true, wrong);
            var found = several.Select(one => Probe(one, writer, path)).ToList();
            var fits = keyword == "allOf" ? found.TrueForAll(text => text is null) : found.Exists(text => text is null);
            return (true, fits ? null : $"{path}/{keyword}: {found.First(text => text is not null)}");
        }

        return default;
    }

    // A try that may fail must leave no trace: what was assumed on the way may not hold elsewhere.
    private string? Probe(JsonNode? reader, JsonNode? writer, string path)
    {
        var probe = new JsonContainment(readerRoot, writerRoot) { _steps = _steps, _depth = _depth };
        foreach (var pair in _seen) probe._seen.Add(pair);
        var found = probe.Find(reader, writer, path);
        _steps = probe._steps;
        return found;
    }

    private string? Plain(JsonObject reader, JsonObject writer, string path)
    {
        foreach (var keyword in Opaque)
        {
            if (reader.ContainsKey(keyword) && !IsSame(reader[keyword], writer[keyword])) return $"{path}/{keyword}: it is another";
        }

        if (JsonValues.Mismatch(reader, writer, path) is { } values) return values;
        var types = JsonValues.TypesOf(writer);
        if (types.Contains("object") && Objects(reader, writer, path) is { } members) return members;
        return types.Contains("array") ? Arrays(reader, writer, path) : null;
    }

    private string? Objects(JsonObject reader, JsonObject writer, string path)
    {
        var needed = Names(reader).Except(Names(writer)).ToList();
        if (needed.Count > 0) return $"{path}/required: {string.Join(", ", needed)} may be missing";
        if (JsonValues.Counts(reader, writer, "Properties", path) is { } counts) return counts;
        if (reader.ContainsKey("patternProperties") && !IsSame(reader["patternProperties"], writer["patternProperties"]))
            return $"{path}/patternProperties: they are others";

        var (taken, given) = (Members(reader), Members(writer));
        var (takesOthers, givesOthers) = (Others(reader), Others(writer));
        foreach (var name in taken.Select(member => member.Key).Union(given.Select(member => member.Key)))
        {
            var into = taken.TryGetPropertyValue(name, out var own) ? own : takesOthers;
            var from = given.TryGetPropertyValue(name, out var other) ? other : givesOthers;
            if (Find(into, from, $"{path}/properties/{name}") is { } wrong) return wrong;
        }

        foreach (var (pattern, schema) in reader.ContainsKey("patternProperties") ? [] : Patterns(writer))
        {
            if (Find(takesOthers, schema, $"{path}/patternProperties/{pattern}") is { } wrong) return wrong;
        }

        return Find(takesOthers, givesOthers, $"{path}/additionalProperties");
    }

    private string? Arrays(JsonObject reader, JsonObject writer, string path)
    {
        if (JsonValues.Counts(reader, writer, "Items", path) is { } counts) return counts;
        if (JsonValues.IsTrue(reader["uniqueItems"]) && !JsonValues.IsTrue(writer["uniqueItems"]))
            return $"{path}/uniqueItems: items may be there twice";

        var places = Math.Max(Places(reader), Places(writer));
        for (var i = 0; i < places; i++)
        {
            if (Find(ItemAt(reader, i), ItemAt(writer, i), $"{path}/items/{i}") is { } wrong) return wrong;
        }

        return Find(ItemAt(reader, places), ItemAt(writer, places), $"{path}/items");
    }

    private static int Places(JsonObject schema) => schema["items"] is JsonArray items ? items.Count : 0;

    private static JsonNode? ItemAt(JsonObject schema, int place) => schema["items"] switch
    {
        JsonArray items when place < items.Count => items[place],
        JsonArray => schema["additionalItems"] ?? Anything(),
        var one => one ?? Anything(),
    };

    private static JsonObject Members(JsonObject schema) => schema["properties"] as JsonObject ?? [];

    private static JsonObject Patterns(JsonObject schema) => schema["patternProperties"] as JsonObject ?? [];

    private static JsonNode Others(JsonObject schema) => schema["additionalProperties"] ?? Anything();

    private static IEnumerable<string> Names(JsonObject schema) =>
        (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>());

    private static JsonValue Anything() => JsonValue.Create(true);

    private static bool TakesAll(JsonNode? schema) =>
        schema is null || JsonValues.IsTrue(schema) || schema is JsonObject { Count: 0 };

    private static bool TakesNothing(JsonNode? schema) => schema?.GetValueKind() == JsonValueKind.False;

    private bool IsSame(JsonNode? reader, JsonNode? writer)
    {
        var text = JsonTexts.Sorted(reader);
        if (text != JsonTexts.Sorted(writer)) return false;
        return !text.Contains("\"$ref\"", StringComparison.Ordinal) || JsonTexts.Sorted(readerRoot) == JsonTexts.Sorted(writerRoot);
    }

    private static JsonObject Without(JsonObject schema, string keyword)
    {
        var copy = (JsonObject)schema.DeepClone();
        copy.Remove(keyword);
        return copy;
    }

    // Both at once, as far as keywords do not meet; where they do, the second one's is kept, which takes no less than both.
    private JsonObject Merged(JsonObject first, JsonNode? second)
    {
        var merged = (JsonObject)first.DeepClone();
        if (JsonReferences.Follow(writerRoot, second) is not JsonObject more) return merged;
        foreach (var (keyword, value) in more)
        {
            if (keyword == "required" && merged[keyword] is JsonArray names)
                merged[keyword] = new JsonArray([.. names.Concat((JsonArray)value!).Select(name => name!.DeepClone())]);
            else if (keyword == "properties" && merged[keyword] is JsonObject members)
                foreach (var (name, schema) in (JsonObject)value!) members[name] = schema?.DeepClone();
            else
                merged[keyword] = value?.DeepClone();
        }

        return merged;
    }
}
