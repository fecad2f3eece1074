using System.Text.Json;

namespace Hydrant.Tables.Avro;

/// <summary>The meanings that Avro gives to its types. One that does not fit its type is no meaning, as the specification says.</summary>
internal static class AvroLogical
{
    private const int UuidBytes = 16;
    private const int DurationBytes = 12;

    /// <param name="kind">The type that is marked.</param>
    /// <param name="json">The schema with the mark.</param>
    /// <param name="size">Bytes of a fixed.</param>
    public static (string? Logical, int Precision, int Scale) Of(AvroKind kind, JsonElement json, int size)
    {
        if (!json.TryGetProperty("logicalType", out var mark) || mark.ValueKind != JsonValueKind.String) return default;
        var logical = mark.GetString();
        if (logical == "decimal") return kind is AvroKind.Bytes or AvroKind.Fixed ? Decimal(json, kind, size) : default;

        var fits = (logical, kind) switch
        {
            ("date" or "time-millis", AvroKind.Int) => true,
            ("time-micros" or "timestamp-millis" or "timestamp-micros" or "timestamp-nanos", AvroKind.Long) => true,
            ("local-timestamp-millis" or "local-timestamp-micros" or "local-timestamp-nanos", AvroKind.Long) => true,
            ("uuid", AvroKind.String) => true,
            ("uuid", AvroKind.Fixed) => size == UuidBytes,
            ("duration", AvroKind.Fixed) => size == DurationBytes,
            _ => false,
        };
        return fits ? (logical, 0, 0) : default;
    }

    private static (string?, int, int) Decimal(JsonElement json, AvroKind kind, int size)
    {
        if (!TryNumber(json, "precision", out var precision) || precision is not > 0) return default;
        if (!TryNumber(json, "scale", out var scale) || scale < 0 || scale > precision) return default;
        var digits = kind == AvroKind.Fixed ? Math.Floor(Math.Log10(2) * ((8.0 * size) - 1)) : int.MaxValue;
        return precision.Value <= digits ? ("decimal", precision.Value, scale ?? 0) : default;
    }

    // False when it is there and no number; a missing one is null.
    private static bool TryNumber(JsonElement json, string member, out int? number)
    {
        number = null;
        if (!json.TryGetProperty(member, out var value)) return true;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var found)) return false;
        number = found;
        return true;
    }
}
