using System.Collections.Immutable;
using Hydrant.Core;

namespace Hydrant.Tables.Avro;

/// <summary>The columns of a record in Hive's types. What Hive has no type for is refused, not bent.</summary>
internal static class AvroToHive
{
    private const int MaxDecimalDigits = 38;

    public static Outcome<ImmutableArray<TableColumn>> Columns(AvroSchema schema)
    {
        if (schema.Kind != AvroKind.Record) return Fault.InvalidArgument("A table's schema must be a record.");
        var columns = ImmutableArray.CreateBuilder<TableColumn>();
        foreach (var field in schema.Fields)
        {
            var type = Type(field.Schema, [schema]);
            if (!type.Ok) return Fault.InvalidArgument($"Field {field.Name}: {type.Fault.Message}");
            columns.Add(new TableColumn(field.Name, type.Value));
        }

        return columns.ToImmutable();
    }

    private static Outcome<string> Type(AvroSchema schema, ImmutableList<AvroSchema> around)
    {
        switch (schema.Kind)
        {
            case AvroKind.Array:
                return Wrapped("array<", schema.Item!, around);
            case AvroKind.Map:
                return Wrapped("map<string,", schema.Item!, around);
            case AvroKind.Union:
                var real = schema.Branches.Where(branch => branch.Kind != AvroKind.Null).ToList();
                return real.Count == 1
                    ? Type(real[0], around)
                    : Fault.InvalidArgument("a union of several types has no type in a table.");
            case AvroKind.Record:
                return Struct(schema, around);
            default:
                return Simple(schema);
        }
    }

    private static Outcome<string> Wrapped(string head, AvroSchema item, ImmutableList<AvroSchema> around)
    {
        var inner = Type(item, around);
        return inner.Ok ? $"{head}{inner.Value}>" : inner;
    }

    private static Outcome<string> Struct(AvroSchema schema, ImmutableList<AvroSchema> around)
    {
        if (around.Contains(schema)) return Fault.InvalidArgument($"{schema.FullName} contains itself.");
        var parts = new List<string>();
        foreach (var field in schema.Fields)
        {
            var type = Type(field.Schema, around.Add(schema));
            if (!type.Ok) return type;
            parts.Add($"{field.Name}:{type.Value}");
        }

        return $"struct<{string.Join(',', parts)}>";
    }

    private static Outcome<string> Simple(AvroSchema schema) => (schema.Logical, schema.Kind) switch
    {
        ("decimal", _) when schema.Precision <= MaxDecimalDigits => $"decimal({schema.Precision},{schema.Scale})",
        ("date", _) => "date",
        ("timestamp-millis" or "timestamp-micros" or "timestamp-nanos", _) => "timestamp",
        ("local-timestamp-millis" or "local-timestamp-micros" or "local-timestamp-nanos", _) => "timestamp",
        (_, AvroKind.Boolean) => "boolean",
        (_, AvroKind.Int) => "int",
        (_, AvroKind.Long) => "bigint",
        (_, AvroKind.Float) => "float",
        (_, AvroKind.Double) => "double",
        (_, AvroKind.Bytes or AvroKind.Fixed) => "binary",
        (_, AvroKind.String or AvroKind.Enum) => "string",
        _ => Fault.InvalidArgument("null has no type in a table."),
    };
}
