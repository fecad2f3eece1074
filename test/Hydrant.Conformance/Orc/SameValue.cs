using System.Globalization;
using System.Text;
using System.Text.Json;
using Hydrant.Formats.Schema;

namespace Hydrant.Conformance.Orc;

/// <summary>
/// Compares a value of the source JSON with ClickHouse's answer, by the column's type. ClickHouse has no null for an array,
/// a map or a struct: it shows an empty one, or a struct of nulls.
/// </summary>
internal static class SameValue
{
    public static bool Of(HiveType type, JsonElement? given, JsonElement answer)
    {
        var source = given is { ValueKind: not JsonValueKind.Null } value ? value : (JsonElement?)null;
        return type.Kind switch
        {
            HiveKind.Struct => type.Fields.All(field =>
                Of(field.Type, Member(source, field.Name), answer.GetProperty(field.Name))),
            HiveKind.Array => SameItems(type, source, answer),
            HiveKind.Map => SameEntries(type, source, answer),
            _ when source is null => answer.ValueKind == JsonValueKind.Null,
            _ => SameSimple(type, source.Value, answer),
        };
    }

    // Keys belong to columns in lower case.
    private static JsonElement? Member(JsonElement? given, string name)
    {
        foreach (var member in given?.EnumerateObject() ?? default)
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return member.Value;
        }

        return null;
    }

    private static bool SameItems(HiveType type, JsonElement? given, JsonElement answer)
    {
        var items = given?.EnumerateArray().ToList() ?? [];
        return answer.GetArrayLength() == items.Count
            && items.Zip(answer.EnumerateArray()).All(pair => Of(type.Element, pair.First, pair.Second));
    }

    private static bool SameEntries(HiveType type, JsonElement? given, JsonElement answer)
    {
        var entries = given?.EnumerateObject().ToList() ?? [];
        return answer.EnumerateObject().Count() == entries.Count
            && entries.All(entry => answer.TryGetProperty(entry.Name, out var value)
                && Of(type.Value, entry.Value, value));
    }

    private static bool SameSimple(HiveType type, JsonElement given, JsonElement answer) => type.Kind switch
    {
        HiveKind.Boolean => given.ValueKind == answer.ValueKind,
        HiveKind.TinyInt or HiveKind.SmallInt or HiveKind.Int or HiveKind.BigInt => given.GetInt64() == answer.GetInt64(),
        HiveKind.Float => given.GetSingle().Equals(answer.GetSingle()),
        HiveKind.Double => given.GetDouble().Equals(answer.GetDouble()),
        HiveKind.Decimal => Number(given.GetRawText()) == Number(answer.GetRawText()),
        HiveKind.Date => given.GetString() == answer.GetString(),
        HiveKind.Timestamp => Moment(given) == answer.GetString(),
        HiveKind.Char => Filled(Cut(Text(given), type.Length), type.Length) == answer.GetString(),
        HiveKind.VarChar => Cut(Text(given), type.Length) == answer.GetString(),
        _ => Text(given) == answer.GetString(),
    };

    // What is no text goes into a text column as it is written.
    private static string Text(JsonElement given) =>
        given.ValueKind == JsonValueKind.String ? given.GetString()! : given.GetRawText();

    private static string Number(string text)
    {
        var trimmed = text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
        return trimmed is "-0" or "" ? "0" : trimmed;
    }

    // A number counts milliseconds since 1970.
    private static string Moment(JsonElement given)
    {
        var text = given.ValueKind == JsonValueKind.Number
            ? DateTime.UnixEpoch.AddMilliseconds(given.GetInt64()).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)
            : given.GetString()!;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? text + ".000000000" : text[..point] + text[point..].PadRight(10, '0');
    }

    private static string Filled(string text, int bytes) =>
        text + new string(' ', Math.Max(0, bytes - Encoding.UTF8.GetByteCount(text)));

    private static string Cut(string text, int length) =>
        string.Concat(text.EnumerateRunes().Take(length).Select(rune => rune.ToString()));
}
