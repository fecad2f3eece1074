using System.Text.Json;
using Hydrant.Core;

namespace Hydrant.Tables.Avro;

/// <summary>From JSON to a schema, with every rule of Avro's specification that a schema can break.</summary>
internal sealed class AvroParser
{
    private const int MaxDepth = 64;
    private readonly AvroNames _names = new();

    public static Outcome<AvroSchema> Parse(string text)
    {
        try
        {
            var trimmed = text.Trim();
            if (AvroNames.Primitive(trimmed) is { } bare) return new AvroSchema(bare);
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return new AvroParser().Type(document.RootElement, null);
        }
        catch (Exception wrong) when (wrong is AvroException or JsonException)
        {
            return Fault.InvalidArgument(wrong.Message);
        }
    }

    private AvroSchema Type(JsonElement json, string? space)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                var word = json.GetString()!;
                return AvroNames.Primitive(word) is { } kind ? new AvroSchema(kind) : _names.Resolve(word, space);
            case JsonValueKind.Array:
                return Union(json, space);
            case JsonValueKind.Object:
                return Structured(json, space);
            default:
                throw new AvroException($"Schema not yet supported: {json}");
        }
    }

    private AvroSchema Structured(JsonElement json, string? space)
    {
        if (!json.TryGetProperty("type", out var type)) throw new AvroException($"No type: {json}");
        if (type.ValueKind != JsonValueKind.String) return Type(type, space);
        var word = type.GetString()!;
        if (AvroNames.Primitive(word) is { } primitive) return Primitive(primitive, json);
        return word switch
        {
            "record" or "error" => Record(json, space),
            "enum" => Enum(json, space),
            "fixed" => Fixed(json, space),
            "array" => new AvroSchema(AvroKind.Array) { Item = Inner(json, "items", space) },
            "map" => new AvroSchema(AvroKind.Map) { Item = Inner(json, "values", space) },
            _ => _names.Resolve(word, space),
        };
    }

    private AvroSchema Inner(JsonElement json, string member, string? space) =>
        json.TryGetProperty(member, out var inner) ? Type(inner, space) : throw new AvroException($"No {member} type: {json}");

    private AvroSchema Record(JsonElement json, string? space)
    {
        var name = AvroNames.Of(json, space);
        var inside = AvroNames.SpaceOf(name);
        var record = new AvroSchema(AvroKind.Record) { FullName = name, Aliases = AvroNames.Aliases(json, inside) };
        _names.Define(record);
        if (!json.TryGetProperty("fields", out var fields) || fields.ValueKind != JsonValueKind.Array)
            throw new AvroException($"Record has no fields: {json}");

        var found = new List<AvroField>();
        foreach (var field in fields.EnumerateArray())
        {
            if (field.ValueKind != JsonValueKind.Object) throw new AvroException($"Field is not an object: {field}");
            var made = Field(field, inside);
            if (found.Any(earlier => earlier.Name == made.Name))
                throw new AvroException($"Duplicate field {made.Name} in record {name}");
            found.Add(made);
        }

        record.Fields = found;
        foreach (var field in found)
        {
            if (field.Default is { } value && !AvroDefaults.Fits(field.Schema, value))
                throw new AvroException($"Invalid default for field {field.Name}: {value.GetRawText()} not a {field.Schema.Word}");
        }

        return record;
    }

    private AvroField Field(JsonElement json, string? space)
    {
        var name = AvroNames.Text(json, "name") ?? throw new AvroException($"No field name: {json}");
        AvroNames.Check(name);
        var order = AvroNames.Text(json, "order");
        if (order is not (null or "ascending" or "descending" or "ignore"))
            throw new AvroException($"Unknown order of field {name}: {order}");
        return new AvroField(name, Inner(json, "type", space))
        {
            Default = json.TryGetProperty("default", out var value) ? value.Clone() : null,
            Aliases = AvroNames.Aliases(json, null),
            Doc = AvroNames.Text(json, "doc"),
        };
    }

    private AvroSchema Enum(JsonElement json, string? space)
    {
        var name = AvroNames.Of(json, space);
        if (!json.TryGetProperty("symbols", out var symbols) || symbols.ValueKind != JsonValueKind.Array)
            throw new AvroException($"Enum has no symbols: {json}");
        var words = new List<string>();
        foreach (var symbol in symbols.EnumerateArray())
        {
            if (symbol.ValueKind != JsonValueKind.String) throw new AvroException($"Enum symbol is not a text: {symbol}");
            AvroNames.Check(symbol.GetString()!);
            if (words.Contains(symbol.GetString()!)) throw new AvroException($"Duplicate enum symbol: {symbol}");
            words.Add(symbol.GetString()!);
        }

        var otherwise = AvroNames.Text(json, "default");
        if (otherwise is not null && !words.Contains(otherwise))
            throw new AvroException($"The Enum Default: {otherwise} is not in the enum symbol set: [{string.Join(", ", words)}]");
        var made = new AvroSchema(AvroKind.Enum)
        {
            FullName = name,
            Aliases = AvroNames.Aliases(json, AvroNames.SpaceOf(name)),
            Symbols = words,
            DefaultSymbol = otherwise,
        };
        _names.Define(made);
        return made;
    }

    private AvroSchema Fixed(JsonElement json, string? space)
    {
        var name = AvroNames.Of(json, space);
        if (!json.TryGetProperty("size", out var size) || size.ValueKind != JsonValueKind.Number
            || !size.TryGetInt32(out var bytes) || bytes < 0)
        {
            throw new AvroException($"Invalid or no size: {json}");
        }

        var (logical, precision, scale) = AvroLogical.Of(AvroKind.Fixed, json, bytes);
        var made = new AvroSchema(AvroKind.Fixed)
        {
            FullName = name,
            Aliases = AvroNames.Aliases(json, AvroNames.SpaceOf(name)),
            Size = bytes,
            Logical = logical,
            Precision = precision,
            Scale = scale,
        };
        _names.Define(made);
        return made;
    }

    private AvroSchema Union(JsonElement json, string? space)
    {
        var branches = new List<AvroSchema>();
        foreach (var branch in json.EnumerateArray())
        {
            var made = Type(branch, space);
            if (made.Kind == AvroKind.Union) throw new AvroException($"Nested union: {json}");
            if (branches.Any(earlier => earlier.Word == made.Word)) throw new AvroException($"Duplicate in union:{made.Word}");
            branches.Add(made);
        }

        return new AvroSchema(AvroKind.Union) { Branches = branches };
    }

    private static AvroSchema Primitive(AvroKind kind, JsonElement json)
    {
        var (logical, precision, scale) = AvroLogical.Of(kind, json, size: 0);
        return new AvroSchema(kind) { Logical = logical, Precision = precision, Scale = scale };
    }
}
