using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Hydrant.Tables.Avro;

/// <summary>
/// A schema as JSON in one form: full names, no namespaces, every named type defined where it is first met. Two texts that
/// mean the same are the same here.
/// </summary>
internal static class AvroWriter
{
    public static string Write(AvroSchema schema)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes)) Write(json, schema, new HashSet<string>(StringComparer.Ordinal));
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, AvroSchema schema, HashSet<string> known)
    {
        if (schema.Kind == AvroKind.Union)
        {
            json.WriteStartArray();
            foreach (var branch in schema.Branches) Write(json, branch, known);
            json.WriteEndArray();
            return;
        }

        if ((schema.IsPrimitive && schema.Logical is null) || (schema.IsNamed && !known.Add(schema.FullName)))
        {
            json.WriteStringValue(schema.Word);
            return;
        }

        json.WriteStartObject();
        json.WriteString("type", schema.Kind.ToString().ToLowerInvariant());
        if (schema.IsNamed) json.WriteString("name", schema.FullName);
        WriteTexts(json, "aliases", schema.Aliases);
        if (schema.Kind == AvroKind.Record) WriteFields(json, schema, known);
        if (schema.Kind == AvroKind.Enum) WriteSymbols(json, schema);
        if (schema.Kind == AvroKind.Fixed) json.WriteNumber("size", schema.Size);
        if (schema.Item is { } item)
        {
            json.WritePropertyName(schema.Kind == AvroKind.Array ? "items" : "values");
            Write(json, item, known);
        }

        if (schema.Logical is { } logical) json.WriteString("logicalType", logical);
        if (schema.Logical == "decimal")
        {
            json.WriteNumber("precision", schema.Precision);
            json.WriteNumber("scale", schema.Scale);
        }

        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, AvroSchema schema, HashSet<string> known)
    {
        json.WriteStartArray("fields");
        foreach (var field in schema.Fields)
        {
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            json.WritePropertyName("type");
            Write(json, field.Schema, known);
            if (field.Default is { } value)
            {
                json.WritePropertyName("default");
                value.WriteTo(json);
            }

            WriteTexts(json, "aliases", field.Aliases);
            if (field.Doc is { } doc) json.WriteString("doc", doc);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSymbols(Utf8JsonWriter json, AvroSchema schema)
    {
        json.WriteStartArray("symbols");
        foreach (var symbol in schema.Symbols) json.WriteStringValue(symbol);
        json.WriteEndArray();
        if (schema.DefaultSymbol is { } otherwise) json.WriteString("default", otherwise);
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0) return;
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
