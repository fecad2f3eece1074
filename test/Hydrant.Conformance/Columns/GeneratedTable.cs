using System.Globalization;
using System.Text;
using System.Text.Json;
using Hydrant.Formats.Schema;

namespace Hydrant.Conformance.Columns;

/// <summary>
/// A random table: its columns, records as a producer would write them, and what a reader of the file must find. The
/// two texts of a value are made next to each other from the value, without anything of the product.
/// </summary>
internal sealed class GeneratedTable
{
    private readonly Random _random;
    private readonly string[] _words;

    public GeneratedTable(int seed)
    {
        _random = new Random(seed);
        _words = [.. Enumerable.Range(0, _random.Next(1, 60)).Select(_ => Word())];
        Fields = [.. Enumerable.Range(0, _random.Next(1, 9)).Select(i => new HiveField($"c{i}", AnyType(0)))];
        NullsInTen = _random.Next(4) == 0 ? 0 : _random.Next(1, 6);
    }

    public IReadOnlyList<HiveField> Fields { get; }

    private int NullsInTen { get; }

    /// <summary>A record, and its columns' values as the reader must find them: a JSON array.</summary>
    public (string Json, string Expected) Row()
    {
        var members = new List<string>();
        var expected = new List<string>();
        foreach (var field in Fields)
        {
            var (json, value) = Nullable(field.Type);
            expected.Add(value);
            if (value != "null" || _random.Next(2) == 0) members.Add($"{Key(field.Name)}:{Space()}{json}");
        }

        if (_random.Next(5) == 0) members.Add("\"more\":[{\"x\":\"]\"}]");
        if (_random.Next(5) == 0) members = [.. members.OrderBy(_ => _random.Next())];
        return ($"{{{string.Join($",{Space()}", members)}}}", $"[{string.Join(',', expected)}]");
    }

    /// <summary>The columns' types as the reading script wants them.</summary>
    public static object Tree(HiveType type) => new
    {
        kind = type.Kind.ToString(),
        scale = type.Scale,
        fields = type.Fields.Select(field => new { name = field.Name, type = Tree(field.Type) }),
    };

    private HiveType AnyType(int depth)
    {
        var kind = (HiveKind)_random.Next(depth < 3 ? (int)HiveKind.Map + 1 : (int)HiveKind.Struct);
        return kind switch
        {
            HiveKind.Decimal => AnyDecimal(),
            HiveKind.Char => HiveType.CharOf(_random.Next(1, 8)),
            HiveKind.VarChar => HiveType.VarCharOf(_random.Next(1, 8)),
            HiveKind.Struct => HiveType.StructOf(
                [.. Enumerable.Range(0, _random.Next(1, 4)).Select(i => new HiveField($"m{i}", AnyType(depth + 1)))]),
            HiveKind.Array => HiveType.ArrayOf(AnyType(depth + 1)),
            HiveKind.Map => HiveType.MapOf(HiveType.Of(_random.Next(2) == 0 ? HiveKind.String : HiveKind.BigInt), AnyType(depth + 1)),
            _ => HiveType.Of(kind),
        };
    }

    private HiveType AnyDecimal()
    {
        var precision = _random.Next(1, 39);
        return HiveType.DecimalOf(precision, _random.Next(0, precision + 1));
    }

    private (string Json, string Expected) Nullable(HiveType type) =>
        _random.Next(10) < NullsInTen ? ("null", "null") : Value(type);

    private (string Json, string Expected) Value(HiveType type)
    {
        switch (type.Kind)
        {
            case HiveKind.Boolean:
                var truth = _random.Next(2) == 0 ? "true" : "false";
                return (truth, truth);
            case HiveKind.TinyInt: return Whole(sbyte.MinValue, sbyte.MaxValue);
            case HiveKind.SmallInt: return Whole(short.MinValue, short.MaxValue);
            case HiveKind.Int: return Whole(int.MinValue, int.MaxValue);
            case HiveKind.BigInt: return Whole(long.MinValue, long.MaxValue);
            case HiveKind.Float:
                var single = BitConverter.Int32BitsToSingle(_random.Next());
                if (!float.IsFinite(single) || _random.Next(2) == 0) single = _random.Next(-9_999, 9_999) / 100f;
                return Floating(single.ToString("R", CultureInfo.InvariantCulture), single);
            case HiveKind.Double:
                var number = BitConverter.Int64BitsToDouble(_random.NextInt64());
                if (!double.IsFinite(number) || _random.Next(2) == 0) number = _random.Next(-9_999, 9_999) / 100d;
                return Floating(number.ToString("R", CultureInfo.InvariantCulture), number);
            case HiveKind.Decimal: return Decimal(type);
            case HiveKind.Date:
                var day = new DateOnly(1900, 1, 2).AddDays(_random.Next(109_000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                return ($"\"{day}\"", $"\"{day}\"");
            case HiveKind.Timestamp: return Timestamp();
            case HiveKind.Struct:
                var members = type.Fields.Select(field => (field.Name, Value: Nullable(field.Type))).ToList();
                return (
                    $"{{{string.Join(',', members.Select(member => $"\"{member.Name}\":{member.Value.Json}"))}}}",
                    $"[{string.Join(',', members.Select(member => member.Value.Expected))}]");
            case HiveKind.Array:
                var elements = Enumerable.Range(0, _random.Next(4)).Select(_ => Nullable(type.Element)).ToList();
                return ($"[{string.Join(',', elements.Select(e => e.Json))}]", $"[{string.Join(',', elements.Select(e => e.Expected))}]");
            case HiveKind.Map: return Map(type);
            default: return Text(type.Length);
        }
    }

    private (string Json, string Expected) Whole(long min, long max)
    {
        var value = _random.Next(3) switch
        {
            0 => _random.NextInt64(min, max),
            1 => _random.NextInt64(-5, 20),
            _ => _random.Next(10) == 0 ? (_random.Next(2) == 0 ? min : max) : 7,
        };
        return (_random.Next(10) == 0 ? $"\"{value}\"" : $"{value}", $"\"{value}\"");
    }

    private static (string Json, string Expected) Floating(string text, double value) =>
        (text, $"\"{BitConverter.DoubleToInt64Bits(value):x16}\"");

    private (string Json, string Expected) Decimal(HiveType type)
    {
        var digits = new string([.. Enumerable.Range(0, _random.Next(1, type.Precision + 1)).Select(_ => (char)('0' + _random.Next(10)))]);
        var padded = digits.PadLeft(type.Scale + 1, '0');
        var text = type.Scale == 0 ? padded : $"{padded[..^type.Scale]}.{padded[^type.Scale..]}";
        var whole = text.TrimStart('0');
        text = whole.Length == 0 || whole[0] == '.' ? $"0{whole}" : whole;
        var sign = _random.Next(3) == 0 && digits.Trim('0').Length > 0 ? "-" : "";
        var unscaled = digits.TrimStart('0');
        return ($"{sign}{text}", $"\"{sign}{(unscaled.Length == 0 ? "0" : unscaled)}\"");
    }

    private (string Json, string Expected) Timestamp()
    {
        var micros = _random.NextInt64(-2_208_800_000_000_000, 7_200_000_000_000_000);
        if (_random.Next(2) == 0) micros -= micros % 1_000;
        if (_random.Next(2) == 0) micros -= micros % 1_000_000;
        var moment = DateTime.UnixEpoch.AddTicks(micros * 10);
        var isWhole = micros % 1_000_000 == 0;
        var isMillis = micros % 1_000 == 0;
        var json = _random.Next(5) switch
        {
            0 when isWhole && Math.Abs(micros) < 900_000_000_000_000_000 => $"{micros / 1_000_000}",
            1 when isMillis && micros > 1_000_000_000_000_000 => $"{micros / 1_000}",
            2 => Formatted(moment, "yyyy-MM-dd HH:mm:ss.ffffff"),
            3 when isMillis => Formatted(moment, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"),
            _ => Formatted(moment, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'"),
        };
        return (json, $"\"{micros}\"");
    }

    private static string Formatted(DateTime moment, string format) =>
        $"\"{moment.ToString(format, CultureInfo.InvariantCulture)}\"";

    private (string Json, string Expected) Map(HiveType type)
    {
        var entries = new SortedDictionary<string, (string Json, string Expected)>(StringComparer.Ordinal);
        for (var i = _random.Next(4); i > 0; i--)
        {
            var key = type.Key.Kind == HiveKind.String ? _words[_random.Next(_words.Length)] : $"{_random.Next(-9, 99)}";
            entries[key] = Nullable(type.Value);
        }

        return (
            $"{{{string.Join(',', entries.Select(entry => $"{Quoted(entry.Key)}:{entry.Value.Json}"))}}}",
            $"[{string.Join(',', entries.Select(entry => $"[{Quoted(entry.Key)},{entry.Value.Expected}]"))}]");
    }

    private (string Json, string Expected) Text(int length)
    {
        var text = _random.Next(4) == 0 ? Word() : _words[_random.Next(_words.Length)];
        var runes = text.EnumerateRunes().ToList();
        var cut = length == 0 || runes.Count <= length ? text : string.Concat(runes.Take(length).Select(rune => rune.ToString()));
        return (Quoted(text), Quoted(cut));
    }

    private string Word()
    {
        string[] parts = ["a", "Z9", "é", "😀", "\"", "\\", "\n", " ", "longer than sixteen bytes", "中", "/", "\u007f"];
        var word = new StringBuilder();
        for (var i = _random.Next(6); i > 0; i--) word.Append(parts[_random.Next(parts.Length)]);
        return word.ToString();
    }

    private string Quoted(string text) => JsonSerializer.Serialize(text);

    private string Key(string name) => _random.Next(10) == 0 ? $"\"{name.ToUpperInvariant()}\"" : $"\"{name}\"";

    private string Space() => _random.Next(4) == 0 ? " " : "";
}
