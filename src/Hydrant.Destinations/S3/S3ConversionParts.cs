namespace Hydrant.Destinations.S3;

/// <summary>Conversion to columns. Given without <see cref="Enabled"/> it is on, unlike everything else.</summary>
public sealed class S3FormatConversion
{
    public bool? Enabled { get; set; }

    public S3TableSchema? Schema { get; set; }

    public S3InputFormat? Input { get; set; }

    public S3OutputFormat? Output { get; set; }
}

/// <summary>The table that names the columns.</summary>
public sealed class S3TableSchema
{
    public string? RoleArn { get; set; }

    public string? CatalogId { get; set; }

    public string? DatabaseName { get; set; }

    public string? TableName { get; set; }

    public string? Region { get; set; }

    public string? VersionId { get; set; }
}

/// <summary>How records are read.</summary>
public sealed class S3InputFormat
{
    public S3Deserializer? Deserializer { get; set; }
}

/// <summary>Exactly one of them.</summary>
public sealed class S3Deserializer
{
    public S3OpenXJson? OpenX { get; set; }

    public S3HiveJson? Hive { get; set; }
}

/// <summary>The OpenX deserializer.</summary>
public sealed class S3OpenXJson
{
    public bool? ConvertDotsInJsonKeysToUnderscores { get; set; }

    public bool? CaseInsensitive { get; set; }

    public Dictionary<string, string>? ColumnToJsonKeyMappings { get; set; }
}

/// <summary>Hive's own deserializer.</summary>
public sealed class S3HiveJson
{
    public List<string?>? TimestampFormats { get; set; }
}

/// <summary>How files are written.</summary>
public sealed class S3OutputFormat
{
    public S3Serializer? Serializer { get; set; }
}

/// <summary>Exactly one of them.</summary>
public sealed class S3Serializer
{
    public S3Parquet? Parquet { get; set; }

    public S3Orc? Orc { get; set; }
}

/// <summary>Parquet files.</summary>
public sealed class S3Parquet
{
    public int? BlockSizeBytes { get; set; }

    public int? PageSizeBytes { get; set; }

    public string? Compression { get; set; }

    public bool? EnableDictionaryCompression { get; set; }

    public int? MaxPaddingBytes { get; set; }

    public string? WriterVersion { get; set; }
}

/// <summary>ORC files.</summary>
public sealed class S3Orc
{
    public int? StripeSizeBytes { get; set; }

    public int? BlockSizeBytes { get; set; }

    public int? RowIndexStride { get; set; }

    public bool? EnablePadding { get; set; }

    public double? PaddingTolerance { get; set; }

    public string? Compression { get; set; }

    public List<string?>? BloomFilterColumns { get; set; }

    public double? BloomFilterFalsePositiveProbability { get; set; }

    public double? DictionaryKeyThreshold { get; set; }

    public string? FormatVersion { get; set; }
}
