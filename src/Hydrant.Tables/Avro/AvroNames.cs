using System.Text.Json;

namespace Hydrant.Tables.Avro;

/// <summary>The names of a schema: how they are spelled, made full and remembered.</summary>
internal sealed class AvroNames
{
    private readonly Dictionary<string, AvroSchema> _named = new(StringComparer.Ordinal);

    public AvroSchema Resolve(string name, string? space) =>
        (_named.TryGetValue(Full(name, space), out var schema) || _named.TryGetValue(name, out schema))
            ? schema
            : throw new AvroException($"\"{name}\" is not a defined name.");

    public void Define(AvroSchema schema)
    {
        if (!_named.TryAdd(schema.FullName, schema)) throw new AvroException($"Can't redefine: {schema.FullName}");
    }

    /// <summary>The full name of what is defined here.</summary>
    public static string Of(JsonElement type, string? space)
    {
        var name = Text(type, "name") ?? throw new AvroException($"No name in schema: {type}");
        var full = name.Contains('.', StringComparison.Ordinal) ? name : Full(name, Text(type, "namespace") ?? space);
        foreach (var part in full.Split('.')) Check(part);
        if (!full.Contains('.', StringComparison.Ordinal) && IsPrimitive(full))
            throw new AvroException($"Schemas may not be named after primitives: {full}");
        return full;
    }

    public static IReadOnlyList<string> Aliases(JsonElement json, string? space)
    {
        if (!json.TryGetProperty("aliases", out var aliases)) return [];
        if (aliases.ValueKind != JsonValueKind.Array || aliases.EnumerateArray().Any(a => a.ValueKind != JsonValueKind.String))
            throw new AvroException($"aliases not an array of texts: {json}");
        return [.. aliases.EnumerateArray().Select(alias => Full(alias.GetString()!, space))];
    }

    public static string? SpaceOf(string fullName) =>
        fullName.LastIndexOf('.') is var dot and >= 0 ? fullName[..dot] : null;

    public static string? Text(JsonElement json, string member) => !json.TryGetProperty(member, out var value)
        ? null
        : value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw new AvroException($"{member} is not a text: {value}");

    public static bool IsPrimitive(string word) => Primitive(word) is not null;

    public static AvroKind? Primitive(string word) => word switch
    {
        "null" => AvroKind.Null,
        "boolean" => AvroKind.Boolean,
        "int" => AvroKind.Int,
        "long" => AvroKind.Long,
        "float" => AvroKind.Float,
        "double" => AvroKind.Double,
        "bytes" => AvroKind.Bytes,
        "string" => AvroKind.String,
        _ => null,
    };

    /// <exception cref="AvroException">It begins with no letter, or has other characters than letters, digits and _.</exception>
    public static void Check(string name)
    {
        if (name.Length == 0) throw new AvroException("Empty name");
        if (!char.IsAsciiLetter(name[0]) && name[0] != '_') throw new AvroException($"Illegal initial character: {name}");
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            throw new AvroException($"Illegal character in: {name}");
    }

    private static string Full(string name, string? space) =>
        name.Contains('.', StringComparison.Ordinal) || string.IsNullOrEmpty(space) ? name : $"{space}.{name}";
}
