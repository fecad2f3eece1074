using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Hydrant.Tables.JsonSchemas;

/// <summary>What a schema of the drafts 04, 06 and 07 may say: each keyword with its own type, all the way down.</summary>
internal static class JsonSchemaRules
{
    private static readonly string[] Types = ["array", "boolean", "integer", "null", "number", "object", "string"];

    private static readonly string[] Drafts =
        ["http://json-schema.org/draft-04/schema", "http://json-schema.org/draft-06/schema", "http://json-schema.org/draft-07/schema"];

    /// <summary>The first mistake, with the place where it is; null when there is none.</summary>
    public static string? FirstMistake(JsonNode root)
    {
        if (root is not JsonObject schema) return "A schema is an object.";
        if (schema["$schema"] is { } draft && (!IsText(draft) || !Drafts.Contains(DraftOf(draft.GetValue<string>()))))
            return $"The draft {draft.ToJsonString()} is not one of 04, 06 and 07.";
        return Schema(root, "#", root);
    }

    private static string DraftOf(string uri) =>
        uri.TrimEnd('#').Replace("https://", "http://", StringComparison.Ordinal);

    private static string? Schema(JsonNode? node, string path, JsonNode root)
    {
        if (node is JsonValue flag && flag.GetValueKind() is JsonValueKind.True or JsonValueKind.False) return null;
        if (node is not JsonObject schema) return $"{path}: a schema is an object or a boolean.";
        foreach (var (keyword, value) in schema)
        {
            if (Keyword(keyword, value, $"{path}/{keyword}", root) is { } mistake) return mistake;
        }

        return null;
    }

    private static string? Keyword(string keyword, JsonNode? value, string path, JsonNode root) => keyword switch
    {
        "type" => Type(value) ? null : $"{path}: {Print(value)} is no type, nor a list of them.",
        "properties" or "patternProperties" or "definitions" => Each(value, path, root, keyword == "patternProperties"),
        "additionalProperties" or "additionalItems" or "not" or "contains" or "propertyNames" or "if" or "then" or "else" =>
            Schema(value, path, root),
        "items" => value is JsonArray items ? All(items, path, root) : Schema(value, path, root),
        "allOf" or "anyOf" or "oneOf" => value is JsonArray { Count: > 0 } some
            ? All(some, path, root)
            : $"{path}: it must be a list of at least one schema.",
        "required" => value is JsonArray names && names.All(IsText) && names.Select(Print).Distinct().Count() == names.Count
            ? null
            : $"{path}: it must be a list of different texts.",
        "enum" => value is JsonArray { Count: > 0 } ? null : $"{path}: it must be a list of at least one value.",
        "dependencies" => Dependencies(value, path, root),
        "pattern" => IsText(value) && IsPattern(value!.GetValue<string>()) ? null : $"{path}: it must be a regular expression.",
        "minLength" or "maxLength" or "minItems" or "maxItems" or "minProperties" or "maxProperties" =>
            IsCount(value) ? null : $"{path}: it must be a whole number from 0.",
        "minimum" or "maximum" => IsNumber(value) ? null : $"{path}: it must be a number.",
        "exclusiveMinimum" or "exclusiveMaximum" => IsNumber(value) || IsFlag(value)
            ? null
            : $"{path}: it must be a number, or a boolean in draft 04.",
        "multipleOf" => IsNumber(value) && value!.GetValue<double>() > 0 ? null : $"{path}: it must be a number above 0.",
        "uniqueItems" => IsFlag(value) ? null : $"{path}: it must be a boolean.",
        "$ref" => Reference(value, root) ? null : $"{path}: {Print(value)} leads nowhere.",
        "title" or "description" or "format" or "$id" or "$schema" or "id" => IsText(value) ? null : $"{path}: it must be a text.",
        _ => null, // Anything else says nothing, in every draft.
    };

    private static string? Each(JsonNode? value, string path, JsonNode root, bool namesArePatterns)
    {
        if (value is not JsonObject members) return $"{path}: it must be an object.";
        foreach (var (name, schema) in members)
        {
            if (namesArePatterns && !IsPattern(name)) return $"{path}/{name}: it must be a regular expression.";
            if (Schema(schema, $"{path}/{name}", root) is { } mistake) return mistake;
        }

        return null;
    }

    private static string? All(JsonArray schemas, string path, JsonNode root)
    {
        for (var i = 0; i < schemas.Count; i++)
        {
            if (Schema(schemas[i], $"{path}/{i}", root) is { } mistake) return mistake;
        }

        return null;
    }

    private static string? Dependencies(JsonNode? value, string path, JsonNode root)
    {
        if (value is not JsonObject members) return $"{path}: it must be an object.";
        foreach (var (name, needed) in members)
        {
            if (needed is JsonArray names && names.All(IsText)) continue;
            if (Schema(needed, $"{path}/{name}", root) is { } mistake) return mistake;
        }

        return null;
    }

    // References into other documents cannot be followed: the registry holds each schema alone.
    private static bool Reference(JsonNode? value, JsonNode root) =>
        IsText(value) && JsonReferences.Find(root, value!.GetValue<string>()) is not null;

    private static bool Type(JsonNode? value) => value is JsonArray { Count: > 0 } several
        ? several.All(one => IsText(one) && Types.Contains(one!.GetValue<string>()))
        : IsText(value) && Types.Contains(value!.GetValue<string>());

    private static bool IsText(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String;

    private static bool IsNumber(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number;

    private static bool IsFlag(JsonNode? value) => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False;

    private static bool IsCount(JsonNode? value) =>
        IsNumber(value) && value!.GetValue<double>() is >= 0 and var number && number == Math.Floor(number);

    private static bool IsPattern(string text)
    {
        try
        {
            _ = new Regex(text, RegexOptions.ECMAScript);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string Print(JsonNode? value) => value?.ToJsonString() ?? "null";
}
