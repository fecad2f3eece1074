using System.Globalization;
using System.Text.Json;

namespace Hydrant.Tables.Inference;

/// <summary>
/// The narrowest type that holds every value it was shown: int, bigint, double, and string for what has nothing else in
/// common. Not thread-safe.
/// </summary>
internal sealed class InferredType(bool findsTimestamps, int depth = 0)
{
    private const int MaxDepth = 32;
    private const int MaxFields = 2_000;

    private static readonly string[] IsoForms =
        ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF"];

    private readonly List<(string Name, InferredType Type)> _fields = [];
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private InferredKind _kind;
    private InferredType? _item;

    /// <summary>Of a struct, in the order in which they were met.</summary>
    public IReadOnlyList<(string Name, InferredType Type)> Fields => _fields;

    public void Show(JsonElement value)
    {
        var kind = KindOf(value);
        if (kind == InferredKind.Unknown) return;
        _kind = depth >= MaxDepth ? InferredKind.String : Wider(_kind, kind);
        if (_kind == InferredKind.Struct) ShowFields(value);
        else if (_kind == InferredKind.Array) ShowItems(value);
    }

    /// <summary>The type in Hive's words. Where only nulls were seen it is string, which holds whatever comes.</summary>
    public string ToHive() => _kind switch
    {
        InferredKind.Array => $"array<{_item?.ToHive() ?? "string"}>",
        InferredKind.Struct when _fields.Count > 0 && _fields.TrueForAll(field => CanBeNamed(field.Name)) =>
            $"struct<{string.Join(',', _fields.Select(field => $"{field.Name}:{field.Type.ToHive()}"))}>",
        InferredKind.Boolean => "boolean",
        InferredKind.Int => "int",
        InferredKind.BigInt => "bigint",
        InferredKind.Double => "double",
        InferredKind.Timestamp => "timestamp",
        _ => "string",
    };

    private void ShowFields(JsonElement value)
    {
        foreach (var member in value.EnumerateObject())
        {
            var name = member.Name.ToLowerInvariant(); // As deserializers look for it.
            if (!_byName.TryGetValue(name, out var at))
            {
                if (_fields.Count == MaxFields) continue;
                at = _fields.Count;
                _byName.Add(name, at);
                _fields.Add((name, new InferredType(findsTimestamps, depth + 1)));
            }

            _fields[at].Type.Show(member.Value);
        }
    }

    private void ShowItems(JsonElement value)
    {
        _item ??= new InferredType(findsTimestamps, depth + 1);
        foreach (var item in value.EnumerateArray()) _item.Show(item);
    }

    private InferredKind KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => InferredKind.Boolean,
        JsonValueKind.Number => value.TryGetInt32(out _) ? InferredKind.Int
            : value.TryGetInt64(out _) ? InferredKind.BigInt
            : InferredKind.Double,
        JsonValueKind.String => findsTimestamps && IsTimestamp(value.GetString()!) ? InferredKind.Timestamp : InferredKind.String,
        JsonValueKind.Array => InferredKind.Array,
        JsonValueKind.Object => InferredKind.Struct,
        _ => InferredKind.Unknown,
    };

    private static InferredKind Wider(InferredKind known, InferredKind seen)
    {
        if (known == InferredKind.Unknown || known == seen) return seen;
        var areNumbers = known is >= InferredKind.Int and <= InferredKind.Double && seen is >= InferredKind.Int and <= InferredKind.Double;
        return areNumbers ? (InferredKind)Math.Max((int)known, (int)seen) : InferredKind.String;
    }

    private static bool IsTimestamp(string text) => DateTime.TryParseExact(
        text, IsoForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    // Hive's text has no way to say other names within a struct.
    private static bool CanBeNamed(string name) =>
        name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '$' or '@');
}
