using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hydrant.Tables.JsonSchemas;

/// <summary>The keywords of a schema that are about a value alone: its type, its bounds, its alternatives.</summary>
internal static class JsonValues
{
    private static readonly string[] AllTypes = ["array", "boolean", "integer", "null", "number", "object", "string"];

    /// <summary>What the writer's values are and the reader does not take; null when there is nothing.</summary>
    public static string? Mismatch(JsonObject reader, JsonObject writer, string path)
    {
        var (taken, given) = (TypesOf(reader), TypesOf(writer));
        var strange = given.Where(type => !taken.Contains(type) && !(type == "integer" && taken.Contains("number"))).ToList();
        if (strange.Count > 0) return $"{path}/type: {string.Join(", ", strange)} is not taken";

        if (Alternatives(reader) is { } allowed)
        {
            var possible = Alternatives(writer);
            if (possible is null || !possible.IsSubsetOf(allowed)) return $"{path}/enum: other values are not taken";
        }

        if (given.Contains("string"))
        {
            if (Counts(reader, writer, "Length", path) is { } lengths) return lengths;
            if (reader["pattern"] is { } pattern && pattern.ToJsonString() != writer["pattern"]?.ToJsonString())
                return $"{path}/pattern: it is another";
        }

        return given.Contains("number") || given.Contains("integer") ? Numbers(reader, writer, path) : null;
    }

    /// <summary>Length, Items or Properties: the writer must keep to the reader's bounds.</summary>
    public static string? Counts(JsonObject reader, JsonObject writer, string what, string path)
    {
        if (Number(reader["min" + what]) is > 0 and var least && !(Number(writer["min" + what]) >= least))
            return $"{path}/min{what}: there may be less than {Print(least)}";
        if (Number(reader["max" + what]) is { } most && !(Number(writer["max" + what]) <= most))
            return $"{path}/max{what}: there may be more than {Print(most)}";
        return null;
    }

    /// <summary>The types a value can have: those that are said, those of the alternatives, or all.</summary>
    public static HashSet<string> TypesOf(JsonObject schema) => schema["type"] switch
    {
        JsonArray several => [.. several.Select(one => one!.GetValue<string>())],
        JsonValue one => [one.GetValue<string>()],
        _ => Values(schema) is { } values ? [.. values.Select(TypeOf)] : [.. AllTypes],
    };

    public static bool IsTrue(JsonNode? value) => value?.GetValueKind() == JsonValueKind.True;

    private static string? Numbers(JsonObject reader, JsonObject writer, string path)
    {
        if (Bound(reader, "minimum", "exclusiveMinimum") is { } low
            && !(Bound(writer, "minimum", "exclusiveMinimum") is { } lowest && IsWithin(lowest, low, -1)))
        {
            return $"{path}/minimum: numbers may be less than {Print(low.Value)}";
        }

        if (Bound(reader, "maximum", "exclusiveMaximum") is { } high
            && !(Bound(writer, "maximum", "exclusiveMaximum") is { } highest && IsWithin(highest, high, 1)))
        {
            return $"{path}/maximum: numbers may be more than {Print(high.Value)}";
        }

        return Number(reader["multipleOf"]) is { } step
            && !(Number(writer["multipleOf"]) is { } given && Math.IEEERemainder(given, step) == 0)
            ? $"{path}/multipleOf: numbers may be others than multiples of {Print(step)}"
            : null;
    }

    private static bool IsWithin((double Value, bool Excluded) given, (double Value, bool Excluded) taken, int side)
    {
        var order = given.Value.CompareTo(taken.Value) * side;
        return order < 0 || (order == 0 && (given.Excluded || !taken.Excluded));
    }

    // Draft 04 marks the bound as excluded; the later ones have a bound of its own, and both may be there.
    private static (double Value, bool Excluded)? Bound(JsonObject schema, string name, string excluding)
    {
        var plain = Number(schema[name]);
        if (IsTrue(schema[excluding])) return plain is { } marked ? (marked, true) : null;
        var excluded = Number(schema[excluding]);
        var isHigh = name == "maximum";
        if (excluded is { } outer && (plain is not { } inner || (isHigh ? outer <= inner : outer >= inner))) return (outer, true);
        return plain is { } value ? (value, false) : null;
    }

    private static HashSet<string>? Alternatives(JsonObject schema) =>
        Values(schema) is { } values ? [.. values.Select(JsonTexts.Sorted)] : null;

    private static IEnumerable<JsonNode?>? Values(JsonObject schema) => schema.TryGetPropertyValue("const", out var only)
        ? Enumerable.Repeat(only, 1)
        : schema["enum"] as JsonArray;

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => Number(value) is var number && number == Math.Floor(number!.Value) ? "integer" : "number",
        _ => "null",
    };

    private static double? Number(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number ? value.GetValue<double>() : null;

    private static string Print(double number) => number.ToString(CultureInfo.InvariantCulture);
}
