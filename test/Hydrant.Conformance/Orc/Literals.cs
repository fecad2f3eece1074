using System.Text.Json;
using Hydrant.Formats.Schema;

namespace Hydrant.Conformance.Orc;

/// <summary>Values of the source as ClickHouse writes them in a query.</summary>
internal static class Literals
{
    /// <summary>Null for types that are not compared.</summary>
    public static string? Of(HiveType type, JsonElement value) => type.Kind switch
    {
        HiveKind.Boolean => value.GetRawText(),
        HiveKind.TinyInt or HiveKind.SmallInt or HiveKind.Int or HiveKind.BigInt => value.GetRawText(),
        HiveKind.Float => $"toFloat32({value.GetRawText()})",
        HiveKind.Double => $"toFloat64({value.GetRawText()})",
        HiveKind.Decimal => $"toDecimal128('{value.GetRawText()}', {type.Scale})",
        HiveKind.Date => $"toDate32('{value.GetString()}')",
        HiveKind.Timestamp => $"toDateTime64('{value.GetString()}', 9, 'UTC')",
        HiveKind.String when value.ValueKind == JsonValueKind.String =>
            $"'{value.GetString()!.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'",
        _ => null,
    };
}
