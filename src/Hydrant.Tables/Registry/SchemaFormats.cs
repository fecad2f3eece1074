using Hydrant.Core;
using Hydrant.Tables.Avro;
using Hydrant.Tables.JsonSchemas;

namespace Hydrant.Tables.Registry;

/// <summary>The formats of definitions, by the names they have in the API.</summary>
public static class SchemaFormats
{
    public const string Avro = "AVRO";
    public const string Json = "JSON";

    /// <summary>Null when the text is a schema of the format; else what is wrong with it.</summary>
    public static string? FirstMistake(string format, string definition)
    {
        var parsed = Read(format, definition);
        return parsed.Ok ? null : parsed.Fault.Message;
    }

    internal static Outcome<ParsedSchema> Parse(string format, string definition)
    {
        var parsed = Read(format, definition);
        return parsed.Ok
            ? parsed
            : Fault.InvalidArgument($"Schema definition of {format} data format is invalid: {parsed.Fault.Message}");
    }

    private static Outcome<ParsedSchema> Read(string format, string definition) => format switch
    {
        Avro => AvroDefinition.Parse(definition),
        Json => JsonDefinition.Parse(definition),
        _ => Fault.InvalidArgument($"DataFormat {format} is not supported by this server."),
    };
}
