using System.Globalization;
using System.Text.Json;
using Hydrant.Formats.Schema;

namespace Hydrant.Conformance.Columns;

/// <summary>The narrowest table that takes given JSON objects, and what a reader of it must find in each.</summary>
internal static class InferredTable
{
    public static IReadOnlyList<HiveField> FieldsOf(IReadOnlyList<JsonElement> objects) =>
        [.. objects.SelectMany(one => one.EnumerateObject())
            .GroupBy(member => member.Name.ToLowerInvariant(), StringComparer.Ordinal)
            .Select(members => new HiveField(members.Key, TypeOf([.. members.Select(member => member.Value)])))];

    public static string Expected(JsonElement one, IReadOnlyList<HiveField> fields) =>
        $"[{string.Join(',', fields.Select(field => ValueOf(MemberOf(one, field.Name), field.Type)))}]";

    private static HiveType TypeOf(IReadOnlyList<JsonElement> all)
    {
        var values = all.Where(value => value.ValueKind != JsonValueKind.Null).ToList();
        var kinds = values.Select(value => value.ValueKind).Distinct().ToList();
        return kinds switch
        {
            [JsonValueKind.Object] when values.Any(value => value.EnumerateObject().Any()) => HiveType.StructOf(FieldsOf(values)),
            [JsonValueKind.Array] => HiveType.ArrayOf(TypeOf([.. values.SelectMany(value => value.EnumerateArray())])),
            [JsonValueKind.Number] => HiveType.Of(values.TrueForAll(value => value.TryGetInt64(out _)) ? HiveKind.BigInt : HiveKind.Double),
            [JsonValueKind.True or JsonValueKind.False] or [_, _] when kinds.TrueForAll(kind => kind is JsonValueKind.True or JsonValueKind.False) =>
                HiveType.Of(HiveKind.Boolean),
            _ => HiveType.Of(HiveKind.String),
        };
    }

    private static JsonElement? MemberOf(JsonElement one, string name)
    {
        JsonElement? found = null;
        foreach (var member in one.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) found = member.Value;
        }

        return found is { ValueKind: JsonValueKind.Null } ? null : found;
    }

    private static string ValueOf(JsonElement? given, HiveType type)
    {
        if (given is not { } value) return "null";
        return type.Kind switch
        {
            HiveKind.Struct => Expected(value, type.Fields),
            HiveKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(item =>
                ValueOf(item.ValueKind == JsonValueKind.Null ? null : item, type.Element)))}]",
            HiveKind.Boolean => value.GetRawText(),
            HiveKind.BigInt => $"\"{value.GetInt64().ToString(CultureInfo.InvariantCulture)}\"",
            HiveKind.Double => $"\"{BitConverter.DoubleToInt64Bits(value.GetDouble()):x16}\"",
            _ => JsonSerializer.Serialize(value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()),
        };
    }
}
