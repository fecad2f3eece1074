using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hydrant.Core;

namespace Hydrant.Tables.JsonSchemas;

/// <summary>The columns of an object in Hive's types. What Hive has no type for is refused, not bent.</summary>
internal sealed class JsonToHive
{
    private const int MaxDepth = 32;
    private readonly JsonNode _root;

    private JsonToHive(JsonNode root) => _root = root;

    public static Outcome<ImmutableArray<TableColumn>> Columns(JsonNode root)
    {
        if (JsonReferences.Follow(root, root) is not JsonObject schema || schema["properties"] is not JsonObject { Count: > 0 } members)
            return Fault.InvalidArgument("A table's schema must be an object with properties.");
        var columns = ImmutableArray.CreateBuilder<TableColumn>();
        foreach (var (name, member) in members)
        {
            var type = new JsonToHive(root).Type(member, 1);
            if (!type.Ok) return Fault.InvalidArgument($"Property {name}: {type.Fault.Message}");
            columns.Add(new TableColumn(name, type.Value));
        }

        return columns.ToImmutable();
    }

    private Outcome<string> Type(JsonNode? node, int depth)
    {
        if (depth > MaxDepth) return Fault.InvalidArgument("it contains itself, or is nested too deeply.");
        if (JsonReferences.Follow(_root, node) is not JsonObject schema) return NoType();
        foreach (var keyword in (string[])["oneOf", "anyOf"])
        {
            if (schema[keyword] is not JsonArray several) continue;
            var real = several.Where(one => !IsNull(one)).ToList();
            return real.Count == 1 ? Type(real[0], depth + 1) : NoType();
        }

        if (schema["allOf"] is JsonArray { Count: 1 } only) return Type(only[0], depth + 1);
        var types = JsonValues.TypesOf(schema).Where(type => type != "null").ToList();
        if (types is ["integer", "number"] or ["number", "integer"]) return "double";
        return types.Count != 1 ? NoType() : types[0] switch
        {
            "boolean" => "boolean",
            "integer" => "bigint",
            "number" => "double",
            "string" => "string",
            "array" => Array(schema, depth),
            _ => Object(schema, depth),
        };
    }

    private Outcome<string> Array(JsonObject schema, int depth)
    {
        if (schema["items"] is not JsonObject items) return NoType();
        var inner = Type(items, depth + 1);
        return inner.Ok ? $"array<{inner.Value}>" : inner;
    }

    private Outcome<string> Object(JsonObject schema, int depth)
    {
        if (schema["properties"] is not JsonObject { Count: > 0 } members)
        {
            var value = schema["additionalProperties"] is JsonObject given ? Type(given, depth + 1) : NoType();
            return value.Ok ? $"map<string,{value.Value}>" : value;
        }

        var parts = new List<string>();
        foreach (var (name, member) in members)
        {
            var type = Type(member, depth + 1);
            if (!type.Ok) return type;
            parts.Add($"{name}:{type.Value}");
        }

        return $"struct<{string.Join(',', parts)}>";
    }

    private static bool IsNull(JsonNode? schema) => schema is JsonObject members && members["type"] is JsonValue type
        && type.GetValueKind() == JsonValueKind.String && type.GetValue<string>() == "null";

    private static Outcome<string> NoType() => Fault.InvalidArgument("its values have no one type that a table knows.");
}
