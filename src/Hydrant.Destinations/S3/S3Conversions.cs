using Hydrant.Core;
using Hydrant.Delivery.Conversion;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Json;
using Hydrant.Formats.Orc;
using Hydrant.Formats.Parquet;
using Hydrant.Formats.Schema;
using Hydrant.Tables;

namespace Hydrant.Destinations.S3;

/// <summary>What the settings of a conversion mean.</summary>
internal sealed class S3Conversions
{
    private readonly Func<TableSchema, Outcome<IJsonColumnReader>> _reader;

    private S3Conversions(S3FormatConversion settings, Tenant tenant, TableCatalog tables)
    {
        _reader = ReaderOf(settings.Input!.Deserializer!);
        Plan = new ConversionPlan(
            new TableSchemas(tables, settings.Schema!, tenant),
            schema => _reader(schema).Value,
            WriterOf(settings.Output!.Serializer!),
            S3ConversionRules.ExtensionOf(settings));
    }

    public ConversionPlan Plan { get; }

    /// <param name="settings">Without mistakes of form.</param>
    /// <param name="tenant">The delivery stream's.</param>
    /// <param name="tables">Where its table is.</param>
    public static S3Conversions Of(S3FormatConversion settings, Tenant tenant, TableCatalog tables) => new(settings, tenant, tables);

    /// <summary>What the deserializer cannot do with these columns; null when all is well.</summary>
    public string? Mistake(TableSchema schema)
    {
        var reader = _reader(schema);
        return reader.Ok ? null : reader.Fault.Message;
    }

    private static Func<TableSchema, Outcome<IJsonColumnReader>> ReaderOf(S3Deserializer settings)
    {
        if (settings.Hive is { } hive)
        {
            var options = new HiveJsonOptions { TimestampFormats = [.. (hive.TimestampFormats ?? []).Select(format => format!)] };
            return schema => JsonColumnReader.Hive(schema, options);
        }

        var openX = new OpenXJsonOptions
        {
            CaseInsensitive = settings.OpenX!.CaseInsensitive ?? true,
            ConvertDotsInJsonKeysToUnderscores = settings.OpenX.ConvertDotsInJsonKeysToUnderscores ?? false,
            ColumnToJsonKeyMappings = settings.OpenX.ColumnToJsonKeyMappings ?? [],
        };
        return schema => Outcome<IJsonColumnReader>.Of(JsonColumnReader.OpenX(schema, openX));
    }

    private static Func<TableSchema, Stream, IColumnFileWriter> WriterOf(S3Serializer settings)
    {
        if (settings.Orc is { } orc)
        {
            var orcOptions = OptionsOf(orc);
            return (schema, output) => new OrcFileWriter(schema, orcOptions, output);
        }

        var options = OptionsOf(settings.Parquet!);
        return (schema, output) => ParquetFileWriter.Create(output, schema, options).Value;
    }

    private static ParquetOptions OptionsOf(S3Parquet given)
    {
        var defaults = new ParquetOptions();
        return defaults with
        {
            BlockSizeBytes = given.BlockSizeBytes ?? defaults.BlockSizeBytes,
            PageSizeBytes = given.PageSizeBytes ?? defaults.PageSizeBytes,
            Compression = given.Compression switch
            {
                "UNCOMPRESSED" => ParquetCompression.Uncompressed,
                "GZIP" => ParquetCompression.Gzip,
                _ => ParquetCompression.Snappy,
            },
            EnableDictionaryCompression = given.EnableDictionaryCompression ?? defaults.EnableDictionaryCompression,
            MaxPaddingBytes = given.MaxPaddingBytes ?? defaults.MaxPaddingBytes,
            WriterVersion = given.WriterVersion == "V2" ? ParquetWriterVersion.V2 : ParquetWriterVersion.V1,
        };
    }

    private static OrcOptions OptionsOf(S3Orc given)
    {
        var defaults = new OrcOptions();
        return defaults with
        {
            StripeSizeBytes = given.StripeSizeBytes ?? defaults.StripeSizeBytes,
            BlockSizeBytes = given.BlockSizeBytes ?? defaults.BlockSizeBytes,
            RowIndexStride = given.RowIndexStride ?? defaults.RowIndexStride,
            EnablePadding = given.EnablePadding ?? defaults.EnablePadding,
            PaddingTolerance = given.PaddingTolerance ?? defaults.PaddingTolerance,
            Compression = given.Compression switch
            {
                "NONE" => OrcCompression.None,
                "ZLIB" => OrcCompression.Zlib,
                _ => OrcCompression.Snappy,
            },
            BloomFilterColumns = [.. (given.BloomFilterColumns ?? []).Select(column => column!)],
            BloomFilterFalsePositiveProbability = given.BloomFilterFalsePositiveProbability ?? defaults.BloomFilterFalsePositiveProbability,
            DictionaryKeyThreshold = given.DictionaryKeyThreshold ?? defaults.DictionaryKeyThreshold,
            Version = given.FormatVersion == "V0_11" ? OrcVersion.V011 : OrcVersion.V012,
        };
    }
}
