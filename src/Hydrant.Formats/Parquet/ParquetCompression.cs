namespace Hydrant.Formats.Parquet;

/// <summary>How pages are compressed. Firehose has the first three; <see cref="Zstd"/> is ours.</summary>
public enum ParquetCompression
{
    Uncompressed,
    Snappy,
    Gzip,
    Zstd,
}
