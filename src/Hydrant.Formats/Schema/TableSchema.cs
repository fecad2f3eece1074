using Hydrant.Core;

namespace Hydrant.Formats.Schema;

/// <summary>A table's columns, in order. Names are unique whatever their letter case. Immutable.</summary>
public sealed class TableSchema
{
    private TableSchema(IReadOnlyList<HiveField> fields) => Fields = fields;

    public IReadOnlyList<HiveField> Fields { get; }

    /// <summary>Columns with their types as text, as a catalogue holds them.</summary>
    public static Outcome<TableSchema> Parse(IEnumerable<(string Name, string Type)> columns)
    {
        var fields = new List<HiveField>();
        foreach (var (name, text) in columns)
        {
            var type = HiveType.Parse(text);
            if (!type.Ok) return Fault.InvalidArgument($"Column '{name}': {type.Fault.Message}");
            fields.Add(new HiveField(name, type.Value));
        }

        return Of(fields);
    }

    public static Outcome<TableSchema> Of(IReadOnlyList<HiveField> fields)
    {
        if (fields.Count == 0) return Fault.InvalidArgument("A table needs at least one column");
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in fields)
        {
            if (field.Name.Length == 0) return Fault.InvalidArgument("A column needs a name");
            if (!names.Add(field.Name)) return Fault.InvalidArgument($"The column '{field.Name}' is there twice");
        }

        return new TableSchema([.. fields]);
    }

    public override string ToString() => string.Join(", ", Fields.Select(field => $"{field.Name} {field.Type}"));
}
