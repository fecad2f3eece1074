using Hydrant.Wire.Shapes;

namespace Hydrant.Destinations.S3;

/// <summary>How DataFormatConversionConfiguration stands on the wire. Ranges: docs/specs/delivery-to-s3.md.</summary>
internal static class S3ConversionShapes
{
    private static readonly Shape<string?> Word = Shape.String(1, 1024, @"\S+");

    private static readonly Shape<string?> Text = Shape.String(1, 1024, @"(?!\s*$).+");

    private static readonly Shape<double?> Part = Shape.Double(0, 1);

    private static readonly Shape<S3TableSchema?> Schema = new StructureShape<S3TableSchema>()
        .Optional("RoleARN", Word, s => s.RoleArn, (s, v) => s.RoleArn = v)
        .Optional("CatalogId", Word, s => s.CatalogId, (s, v) => s.CatalogId = v)
        .Optional("DatabaseName", Word, s => s.DatabaseName, (s, v) => s.DatabaseName = v)
        .Optional("TableName", Word, s => s.TableName, (s, v) => s.TableName = v)
        .Optional("Region", Word, s => s.Region, (s, v) => s.Region = v)
        .Optional("VersionId", Word, s => s.VersionId, (s, v) => s.VersionId = v);

    private static readonly Shape<S3OpenXJson?> OpenX = new StructureShape<S3OpenXJson>()
        .Optional(
            "ConvertDotsInJsonKeysToUnderscores", Shape.Boolean,
            x => x.ConvertDotsInJsonKeysToUnderscores, (x, v) => x.ConvertDotsInJsonKeysToUnderscores = v)
        .Optional("CaseInsensitive", Shape.Boolean, x => x.CaseInsensitive, (x, v) => x.CaseInsensitive = v)
        .Optional(
            "ColumnToJsonKeyMappings", Shape.TextMap(int.MaxValue, 1024, 1024),
            x => x.ColumnToJsonKeyMappings, (x, v) => x.ColumnToJsonKeyMappings = v);

    private static readonly Shape<S3HiveJson?> Hive = new StructureShape<S3HiveJson>()
        .Optional("TimestampFormats", Shape.List(Text), h => h.TimestampFormats, (h, v) => h.TimestampFormats = v);

    private static readonly Shape<S3Deserializer?> Deserializer = new StructureShape<S3Deserializer>()
        .Optional("OpenXJsonSerDe", OpenX, d => d.OpenX, (d, v) => d.OpenX = v)
        .Optional("HiveJsonSerDe", Hive, d => d.Hive, (d, v) => d.Hive = v);

    private static readonly Shape<S3Parquet?> Parquet = new StructureShape<S3Parquet>()
        .Optional("BlockSizeBytes", Shape.Integer(67_108_864), p => p.BlockSizeBytes, (p, v) => p.BlockSizeBytes = v)
        .Optional("PageSizeBytes", Shape.Integer(65_536), p => p.PageSizeBytes, (p, v) => p.PageSizeBytes = v)
        .Optional("Compression", Shape.Enum("UNCOMPRESSED", "GZIP", "SNAPPY"), p => p.Compression, (p, v) => p.Compression = v)
        .Optional(
            "EnableDictionaryCompression", Shape.Boolean,
            p => p.EnableDictionaryCompression, (p, v) => p.EnableDictionaryCompression = v)
        .Optional("MaxPaddingBytes", Shape.Integer(0), p => p.MaxPaddingBytes, (p, v) => p.MaxPaddingBytes = v)
        .Optional("WriterVersion", Shape.Enum("V1", "V2"), p => p.WriterVersion, (p, v) => p.WriterVersion = v);

    private static readonly Shape<S3Orc?> Orc = new StructureShape<S3Orc>()
        .Optional("StripeSizeBytes", Shape.Integer(8_388_608), o => o.StripeSizeBytes, (o, v) => o.StripeSizeBytes = v)
        .Optional("BlockSizeBytes", Shape.Integer(67_108_864), o => o.BlockSizeBytes, (o, v) => o.BlockSizeBytes = v)
        .Optional("RowIndexStride", Shape.Integer(1000), o => o.RowIndexStride, (o, v) => o.RowIndexStride = v)
        .Optional("EnablePadding", Shape.Boolean, o => o.EnablePadding, (o, v) => o.EnablePadding = v)
        .Optional("PaddingTolerance", Part, o => o.PaddingTolerance, (o, v) => o.PaddingTolerance = v)
        .Optional("Compression", Shape.Enum("NONE", "ZLIB", "SNAPPY"), o => o.Compression, (o, v) => o.Compression = v)
        .Optional("BloomFilterColumns", Shape.List(Word), o => o.BloomFilterColumns, (o, v) => o.BloomFilterColumns = v)
        .Optional(
            "BloomFilterFalsePositiveProbability", Part,
            o => o.BloomFilterFalsePositiveProbability, (o, v) => o.BloomFilterFalsePositiveProbability = v)
        .Optional("DictionaryKeyThreshold", Part, o => o.DictionaryKeyThreshold, (o, v) => o.DictionaryKeyThreshold = v)
        .Optional("FormatVersion", Shape.Enum("V0_11", "V0_12"), o => o.FormatVersion, (o, v) => o.FormatVersion = v);

    private static readonly Shape<S3Serializer?> Serializer = new StructureShape<S3Serializer>()
        .Optional("ParquetSerDe", Parquet, s => s.Parquet, (s, v) => s.Parquet = v)
        .Optional("OrcSerDe", Orc, s => s.Orc, (s, v) => s.Orc = v);

    private static readonly Shape<S3InputFormat?> Input = new StructureShape<S3InputFormat>()
        .Optional("Deserializer", Deserializer, i => i.Deserializer, (i, v) => i.Deserializer = v);

    private static readonly Shape<S3OutputFormat?> Output = new StructureShape<S3OutputFormat>()
        .Optional("Serializer", Serializer, o => o.Serializer, (o, v) => o.Serializer = v);

    public static readonly Shape<S3FormatConversion?> FormatConversion = new StructureShape<S3FormatConversion>()
        .Optional("SchemaConfiguration", Schema, c => c.Schema, (c, v) => c.Schema = v)
        .Optional("InputFormatConfiguration", Input, c => c.Input, (c, v) => c.Input = v)
        .Optional("OutputFormatConfiguration", Output, c => c.Output, (c, v) => c.Output = v)
        .Optional("Enabled", Shape.Boolean, c => c.Enabled, (c, v) => c.Enabled = v);
}
