using System.Text;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Json.Values;

/// <summary>Which member of an object belongs to which column, by the deserializer's rules.</summary>
internal sealed class MemberNames
{
    private readonly Dictionary<string, int> _fields;
    private readonly bool _ignoresCase;
    private readonly bool _dotsAreUnderscores;

    /// <param name="fields">The columns, or the members of a struct.</param>
    /// <param name="options">A mapping applies to every field of its name, at every depth.</param>
    public MemberNames(IReadOnlyList<HiveField> fields, OpenXJsonOptions options)
    {
        _ignoresCase = options.CaseInsensitive;
        _dotsAreUnderscores = options.ConvertDotsInJsonKeysToUnderscores;
        _fields = new Dictionary<string, int>(StringComparer.Ordinal);
        var mappings = new Dictionary<string, string>(
            options.ColumnToJsonKeyMappings,
            _ignoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        for (var i = 0; i < fields.Count; i++)
        {
            var key = mappings.TryGetValue(fields[i].Name, out var mapped) ? mapped : fields[i].Name;
            _fields.TryAdd(Folded(key), i);
        }
    }

    /// <summary>The field's index, or -1.</summary>
    public int Find(ReadOnlySpan<byte> key)
    {
        var text = Folded(Encoding.UTF8.GetString(key));
        if (_fields.TryGetValue(text, out var field)) return field;
        if (!_dotsAreUnderscores || !text.Contains('.', StringComparison.Ordinal)) return -1;
        return _fields.GetValueOrDefault(text.Replace('.', '_'), -1);
    }

    private string Folded(string key) => _ignoresCase ? key.ToLowerInvariant() : key;
}
