using System.Globalization;
using Hydrant.Core;

namespace Hydrant.Formats.Schema;

/// <summary>Reads the text of a Hive type by descent. Mistakes name the place, counted from 1.</summary>
internal ref struct HiveTypeParser
{
    private static readonly Dictionary<string, HiveKind> Simple = new(StringComparer.OrdinalIgnoreCase)
    {
        ["boolean"] = HiveKind.Boolean,
        ["tinyint"] = HiveKind.TinyInt,
        ["smallint"] = HiveKind.SmallInt,
        ["int"] = HiveKind.Int,
        ["integer"] = HiveKind.Int,
        ["bigint"] = HiveKind.BigInt,
        ["float"] = HiveKind.Float,
        ["double"] = HiveKind.Double,
        ["string"] = HiveKind.String,
        ["binary"] = HiveKind.Binary,
        ["date"] = HiveKind.Date,
        ["timestamp"] = HiveKind.Timestamp,
    };

    private readonly string _text;
    private int _at;
    private int _depth;
    private string? _mistake;

    private HiveTypeParser(string text) => _text = text;

    public static string NameOf(HiveKind kind) => kind.ToString().ToLowerInvariant();

    public static Outcome<HiveType> Parse(string text)
    {
        var parser = new HiveTypeParser(text);
        var type = parser.Type();
        parser.SkipSpaces();
        if (type is not null && parser._at < text.Length) type = parser.Wrong("nothing may follow the type");
        return type is not null
            ? type
            : Fault.InvalidArgument(
                $"The type '{text}' cannot be read: {parser._mistake} at position {parser._at + 1}");
    }

    private HiveType? Type()
    {
        if (++_depth > HiveType.MaxDepth) return Wrong($"types are nested deeper than {HiveType.MaxDepth}");
        SkipSpaces();
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] == '_')) _at++;
        var name = _text[start.._at].ToLowerInvariant();
        var type = name switch
        {
            "" => Wrong("a type is expected"),
            "decimal" or "numeric" or "dec" => Decimal(),
            "char" => Sized("char", 255) is var length and > 0 ? HiveType.CharOf(length) : null,
            "varchar" => Sized("varchar", 65_535) is var length and > 0 ? HiveType.VarCharOf(length) : null,
            "array" => Array(),
            "map" => Map(),
            "struct" => Struct(),
            "uniontype" => Wrong("uniontype is not supported", start),
            _ when Simple.TryGetValue(name, out var kind) => HiveType.Of(kind),
            _ => Wrong($"'{name}' is not a type", start),
        };
        _depth--;
        return type;
    }

    private HiveType? Decimal()
    {
        if (!Take('(')) return HiveType.DecimalOf(10, 0);

        var start = _at;
        if (Number() is not { } precision) return Wrong("decimal needs its precision");
        if (precision is < 1 or > 38) return Wrong("a decimal has 1 to 38 digits", start);
        var scale = 0;
        if (Take(','))
        {
            start = _at;
            if (Number() is not { } given) return Wrong("decimal needs its scale");
            if (given > precision) return Wrong("a decimal's scale is not above its precision", start);
            scale = given;
        }

        return Take(')') ? HiveType.DecimalOf(precision, scale) : Wrong("')' is expected");
    }

    private int Sized(string name, int max)
    {
        if (!Take('('))
        {
            Wrong($"{name} needs its length");
            return 0;
        }

        var start = _at;
        if (Number() is not { } length || length < 1 || length > max)
        {
            Wrong($"{name} has a length of 1 to {max}", start);
            return 0;
        }

        if (Take(')')) return length;
        Wrong("')' is expected");
        return 0;
    }

    private HiveType? Array()
    {
        if (!Take('<')) return Wrong("'<' is expected");
        if (Type() is not { } element) return null;
        return Take('>') ? HiveType.ArrayOf(element) : Wrong("'>' is expected");
    }

    private HiveType? Map()
    {
        if (!Take('<')) return Wrong("'<' is expected");
        SkipSpaces();
        var start = _at;
        if (Type() is not { } key) return null;
        if (key.IsNested) return Wrong("a map's key is not an array, a map or a struct", start);
        if (!Take(',')) return Wrong("',' is expected");
        if (Type() is not { } value) return null;
        return Take('>') ? HiveType.MapOf(key, value) : Wrong("'>' is expected");
    }

    private HiveType? Struct()
    {
        if (!Take('<')) return Wrong("'<' is expected");
        var fields = new List<HiveField>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        do
        {
            SkipSpaces();
            var start = _at;
            if (Name() is not { } name) return Wrong("a member's name is expected");
            if (!names.Add(name)) return Wrong($"the member '{name}' is there twice", start);
            if (!Take(':')) return Wrong("':' is expected");
            if (Type() is not { } type) return null;
            if (TakeComment() is false) return null;
            fields.Add(new HiveField(name, type));
        }
        while (Take(','));

        return Take('>') ? HiveType.StructOf(fields) : Wrong("',' or '>' is expected");
    }

    // Bare up to what ends it, or in back quotes, where two stand for one.
    private string? Name()
    {
        var start = _at;
        if (_at < _text.Length && _text[_at] == '`')
        {
            for (_at++; _at < _text.Length; _at++)
            {
                if (_text[_at] != '`') continue;
                if (_at + 1 < _text.Length && _text[_at + 1] == '`') _at++;
                else break;
            }

            if (_at == _text.Length) return null;
            _at++;
            var name = _text[(start + 1)..(_at - 1)].Replace("``", "`", StringComparison.Ordinal);
            return name.Length > 0 ? name : null;
        }

        while (_at < _text.Length && _text[_at] is not (':' or ',' or '<' or '>' or '(' or ')' or ' ')) _at++;
        return _at > start ? _text[start.._at] : null;
    }

    // DDL allows a comment behind a member's type; it says nothing about the data.
    private bool? TakeComment()
    {
        SkipSpaces();
        if (!_text.AsSpan(_at).StartsWith("comment ", StringComparison.OrdinalIgnoreCase)) return null;
        var end = _text.IndexOf('\'', _at);
        end = end < 0 ? -1 : _text.IndexOf('\'', end + 1);
        if (end < 0)
        {
            Wrong("a comment stands in quotes");
            return false;
        }

        _at = end + 1;
        return true;
    }

    private int? Number()
    {
        SkipSpaces();
        var start = _at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at])) _at++;
        var digits = _text.AsSpan(start, _at - start);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }

    private bool Take(char expected)
    {
        SkipSpaces();
        if (_at >= _text.Length || _text[_at] != expected) return false;
        _at++;
        return true;
    }

    private void SkipSpaces()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
    }

    private HiveType? Wrong(string mistake, int? at = null)
    {
        if (_mistake is not null) return null;
        _mistake = mistake;
        if (at is { } place) _at = place;
        return null;
    }
}
