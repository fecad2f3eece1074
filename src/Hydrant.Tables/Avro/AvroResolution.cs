namespace Hydrant.Tables.Avro;

/// <summary>
/// Whether a reader of one schema understands everything that a writer of another can write, by the resolution rules of
/// Avro's specification.
/// </summary>
internal sealed class AvroResolution
{
    // What did not fit once never does. It keeps a union of unions from being looked through again and again.
    private readonly HashSet<(AvroSchema Reader, AvroSchema Writer)> _failed = [];

    // Pairs under way or done: a record that contains itself is compatible unless something else in it is not.
    private HashSet<(AvroSchema Reader, AvroSchema Writer)> _seen = [];

    /// <summary>What the reader does not understand, with the path that leads there; null when there is nothing.</summary>
    public static string? Mismatch(AvroSchema reader, AvroSchema writer) => new AvroResolution().Find(reader, writer, "/");

    private string? Find(AvroSchema reader, AvroSchema writer, string path)
    {
        if (!_seen.Add((reader, writer))) return null;
        if (writer.Kind == AvroKind.Union)
            return writer.Branches.Select(branch => Find(reader, branch, path)).FirstOrDefault(found => found is not null);
        if (reader.Kind == AvroKind.Union)
        {
            return reader.Branches.Any(branch => Fits(branch, writer, path))
                ? null
                : $"{path}: no branch of the union reads {writer.Word}";
        }

        if (reader.Kind != writer.Kind)
            return IsPromoted(reader.Kind, writer.Kind) ? null : $"{path}: {reader.Word} cannot read {writer.Word}";
        if ((reader.Logical == "decimal" || writer.Logical == "decimal")
            && (reader.Logical, reader.Precision, reader.Scale) != (writer.Logical, writer.Precision, writer.Scale))
        {
            return $"{path}: decimals of different precision or scale";
        }

        if (reader.IsNamed && !NamesMatch(reader, writer))
            return $"{path}: {reader.FullName} is not {writer.FullName}";
        return reader.Kind switch
        {
            AvroKind.Array => Find(reader.Item!, writer.Item!, path + "items/"),
            AvroKind.Map => Find(reader.Item!, writer.Item!, path + "values/"),
            AvroKind.Fixed => reader.Size == writer.Size ? null : $"{path}: sizes {reader.Size} and {writer.Size} differ",
            AvroKind.Enum => FindInEnum(reader, writer, path),
            AvroKind.Record => FindInRecord(reader, writer, path),
            _ => null,
        };
    }

    // A branch that fails must leave no trace: what was assumed on the way may not hold elsewhere.
    private bool Fits(AvroSchema branch, AvroSchema writer, string path)
    {
        if (_failed.Contains((branch, writer))) return false;
        var before = _seen.ToHashSet();
        if (Find(branch, writer, path) is null) return true;
        _seen = before;
        _failed.Add((branch, writer));
        return false;
    }

    private string? FindInRecord(AvroSchema reader, AvroSchema writer, string path)
    {
        foreach (var field in reader.Fields)
        {
            var written = writer.Fields.FirstOrDefault(other => other.Name == field.Name)
                ?? writer.Fields.FirstOrDefault(other => field.Aliases.Contains(other.Name));
            var wrong = written is not null
                ? Find(field.Schema, written.Schema, $"{path}{field.Name}/")
                : field.Default is null ? $"{path}{field.Name}: has no default and is not written" : null;
            if (wrong is not null) return wrong;
        }

        return null;
    }

    private static string? FindInEnum(AvroSchema reader, AvroSchema writer, string path)
    {
        if (reader.DefaultSymbol is not null) return null;
        var missing = writer.Symbols.Except(reader.Symbols).ToList();
        return missing.Count == 0 ? null : $"{path}: the enum has no symbol {string.Join(", ", missing)}";
    }

    private static bool NamesMatch(AvroSchema reader, AvroSchema writer) =>
        reader.Name == writer.Name || reader.Aliases.Contains(writer.FullName);

    private static bool IsPromoted(AvroKind reader, AvroKind writer) => (writer, reader) switch
    {
        (AvroKind.Int, AvroKind.Long or AvroKind.Float or AvroKind.Double) => true,
        (AvroKind.Long, AvroKind.Float or AvroKind.Double) => true,
        (AvroKind.Float, AvroKind.Double) => true,
        (AvroKind.String, AvroKind.Bytes) or (AvroKind.Bytes, AvroKind.String) => true,
        _ => false,
    };
}
