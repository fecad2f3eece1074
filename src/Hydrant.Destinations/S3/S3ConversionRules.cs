using Hydrant.Core;

namespace Hydrant.Destinations.S3;

/// <summary>What conversion to columns asks of its members and of others, in the words of the service.</summary>
internal static class S3ConversionRules
{
    private const int MinBufferMiB = 64;

    public static Fault? FirstBroken(S3Configuration request, bool keepsLimits)
    {
        if (request.FormatConversion is not { Enabled: not false } conversion) return null;
        if (request.CompressionFormat is not (null or "UNCOMPRESSED"))
        {
            return Wrong("The S3 destination's compression format must be set to UNCOMPRESSED when data format conversion is enabled");
        }

        if (keepsLimits && request.BufferingHints?.SizeInMBs < MinBufferMiB)
            return Wrong("BufferingHints.SizeInMBs must be at least 64 when data format conversion is enabled.");
        if (conversion.Schema is not { } schema) return Wrong("SchemaConfiguration must not be null");
        if (conversion.Input is not { } input) return Wrong("InputFormatConfiguration must not be null");
        if (conversion.Output is not { } output) return Wrong("OutputFormatConfiguration must not be null");
        return FirstBroken(input.Deserializer) ?? FirstBroken(output.Serializer) ?? FirstMissing(schema);
    }

    /// <summary>What a description shows: the settings with their defaults.</summary>
    public static S3FormatConversion Describe(S3FormatConversion given) => new()
    {
        Enabled = given.Enabled ?? true, Schema = given.Schema, Input = given.Input, Output = given.Output,
    };

    public static string ExtensionOf(S3FormatConversion conversion) =>
        conversion.Output!.Serializer!.Parquet is not null ? ".parquet" : ".orc";

    private static Fault? FirstBroken(S3Deserializer? deserializer) => deserializer switch
    {
        null or { OpenX: null, Hive: null } => Wrong("Deserializer must not be null"),
        { OpenX: not null, Hive: not null } => Wrong("More than one deserializer specified. Only one may be chosen."),
        _ => null,
    };

    private static Fault? FirstBroken(S3Serializer? serializer) => serializer switch
    {
        null or { Parquet: null, Orc: null } => Wrong("Serializer must not be null"),
        { Parquet: not null, Orc: not null } => Wrong("More than one serializer specified. Only one may be chosen."),
        _ => null,
    };

    private static Fault? FirstMissing(S3TableSchema schema)
    {
        if (schema.RoleArn is null) return Wrong("SchemaConfiguration.RoleARN must not be null");
        if (schema.DatabaseName is null) return Wrong("SchemaConfiguration.DatabaseName must not be null");
        return schema.TableName is null ? Wrong("SchemaConfiguration.TableName must not be null") : null;
    }

    private static Fault Wrong(string text) => Fault.InvalidArgument(text);
}
