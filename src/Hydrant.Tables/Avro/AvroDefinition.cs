using System.Collections.Immutable;
using Hydrant.Core;
using Hydrant.Tables.Registry;

namespace Hydrant.Tables.Avro;

/// <summary>A definition of the format AVRO.</summary>
internal sealed class AvroDefinition : ParsedSchema
{
    private readonly AvroSchema _schema;

    private AvroDefinition(AvroSchema schema) => (_schema, Canonical) = (schema, AvroWriter.Write(schema));

    public override string Canonical { get; }

    public static Outcome<ParsedSchema> Parse(string text)
    {
        var schema = AvroParser.Parse(text);
        return schema.Ok ? new AvroDefinition(schema.Value) : schema.Fault;
    }

    public override string? CannotRead(ParsedSchema writer) =>
        AvroResolution.Mismatch(_schema, ((AvroDefinition)writer)._schema);

    public override Outcome<ImmutableArray<TableColumn>> Columns() => AvroToHive.Columns(_schema);
}
