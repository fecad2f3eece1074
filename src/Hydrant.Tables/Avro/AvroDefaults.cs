using System.Text.Json;

namespace Hydrant.Tables.Avro;

/// <summary>Whether a default is a value of its field's type. A union's default is of its first branch.</summary>
internal static class AvroDefaults
{
    public static bool Fits(AvroSchema schema, JsonElement value) => schema.Kind switch
    {
        AvroKind.Null => value.ValueKind == JsonValueKind.Null,
        AvroKind.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        AvroKind.Int => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _),
        AvroKind.Long => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        AvroKind.Float or AvroKind.Double => value.ValueKind == JsonValueKind.Number,
        AvroKind.String => value.ValueKind == JsonValueKind.String,
        AvroKind.Bytes => IsBytes(value),
        AvroKind.Fixed => IsBytes(value) && value.GetString()!.Length == schema.Size,
        AvroKind.Enum => value.ValueKind == JsonValueKind.String && schema.Symbols.Contains(value.GetString()!),
        AvroKind.Array => value.ValueKind == JsonValueKind.Array
            && value.EnumerateArray().All(item => Fits(schema.Item!, item)),
        AvroKind.Map => value.ValueKind == JsonValueKind.Object
            && value.EnumerateObject().All(item => Fits(schema.Item!, item.Value)),
        AvroKind.Union => schema.Branches.Count > 0 && Fits(schema.Branches[0], value),
        _ => IsRecord(schema, value),
    };

    // A character stands for a byte.
    private static bool IsBytes(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString()!.All(c => c <= 0xFF);

    private static bool IsRecord(AvroSchema schema, JsonElement value) => value.ValueKind == JsonValueKind.Object
        && schema.Fields.All(field => value.TryGetProperty(field.Name, out var given)
            ? Fits(field.Schema, given)
            : field.Default is not null);
}
