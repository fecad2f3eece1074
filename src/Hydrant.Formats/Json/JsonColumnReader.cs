using Hydrant.Core;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Json.Times;
using Hydrant.Formats.Json.Values;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Json;

/// <summary>The two deserializers of Firehose: one reader, which they tell what fits into what.</summary>
public sealed class JsonColumnReader : IJsonColumnReader
{
    private const string Millis = "millis";

    private readonly TableSchema _schema;
    private readonly ObjectReader _row;

    private JsonColumnReader(TableSchema schema, ObjectReader row) => (_schema, _row) = (schema, row);

    public static IJsonColumnReader OpenX(TableSchema schema, OpenXJsonOptions options) =>
        new JsonColumnReader(schema, new Plan(options, IsOpenX: true, []).Row(schema.Fields));

    /// <summary>Refuses patterns that it does not understand, and columns with a dot in their name.</summary>
    public static Outcome<IJsonColumnReader> Hive(TableSchema schema, HiveJsonOptions options)
    {
        var patterns = new List<JodaPattern?>();
        foreach (var format in options.TimestampFormats)
        {
            var pattern = format == Millis ? null : JodaPattern.Compile(format);
            if (pattern is null && format != Millis)
            {
                return Fault.InvalidArgument(
                    "One or more SerDe options are invalid for org.apache.hcatalog.data.JsonSerDe: "
                    + $"[Key: timestamp.formats Value: {format}]");
            }

            patterns.Add(pattern);
        }

        if (schema.Fields.FirstOrDefault(column => column.Name.Contains('.', StringComparison.Ordinal)) is { } dotted)
            return Fault.InvalidArgument($"The Hive JSON deserializer takes no dots in column names: {dotted.Name}");

        var plan = new Plan(new OpenXJsonOptions { CaseInsensitive = false }, IsOpenX: false, patterns);
        return new JsonColumnReader(schema, plan.Row(schema.Fields));
    }

    public JsonRejection? Add(ReadOnlySpan<byte> json, ColumnBatch batch)
    {
        Invariant.That(ReferenceEquals(batch.Schema, _schema));
        var before = batch.Rows;
        var cursor = new JsonCursor(json);
        var next = cursor.Peek();
        while (next == (byte)'{' && _row.Read(ref cursor, batch.Members, batch.Rows))
        {
            batch.CommitRow();
            next = cursor.Peek();
        }

        if (next == 0 && cursor.At == json.Length && batch.Rows > before && cursor.Mistake is null) return null;

        if (cursor.Mistake is null) WrongTop(ref cursor, next);
        batch.RollBack(before);
        return new JsonRejection(cursor.IsMalformed, cursor.Mistake!);
    }

    private static void WrongTop(ref JsonCursor cursor, byte next)
    {
        if (cursor.At == cursor.Json.Length)
        {
            cursor.Misfit("The record was empty or contained only whitespace.");
            return;
        }

        if (!cursor.Skip(next)) return;
        cursor.Misfit(next == (byte)'['
            ? "The input JSON contained an array at the top level. The top level must be an object."
            : "The input JSON contained a primitive at the top level. The top level must be an object or array.");
    }

    private sealed record Plan(OpenXJsonOptions Names, bool IsOpenX, IReadOnlyList<JodaPattern?> Patterns)
    {
        public ObjectReader Row(IReadOnlyList<HiveField> fields) =>
            new(fields, [.. fields.Select(field => Reader(field.Type))], new MemberNames(fields, Names));

        private ValueReader Reader(HiveType type) => type.Kind switch
        {
            HiveKind.Boolean => new BooleanReader(type, takesText: IsOpenX),
            HiveKind.TinyInt or HiveKind.SmallInt or HiveKind.Int or HiveKind.BigInt =>
                new LongReader(type, takesText: IsOpenX),
            HiveKind.Float or HiveKind.Double => new DoubleReader(type, takesText: IsOpenX),
            HiveKind.Decimal => new DecimalReader(type, takesText: IsOpenX),
            HiveKind.String or HiveKind.Char or HiveKind.VarChar or HiveKind.Binary =>
                new Values.TextReader(type, takesNested: IsOpenX),
            HiveKind.Date => new DateReader(type),
            HiveKind.Timestamp => IsOpenX ? new TimestampReader(type) : new PatternTimestampReader(type, Patterns),
            HiveKind.Struct => new StructReader(type, Row(type.Fields)),
            HiveKind.Array => new ListReader(type, Reader(type.Element)),
            HiveKind.Map => new MapReader(type, Reader(type.Key), Reader(type.Value)),
            _ => throw new InvariantException($"no reader for {type}"),
        };
    }
}
