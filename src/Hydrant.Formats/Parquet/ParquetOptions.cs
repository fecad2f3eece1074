namespace Hydrant.Formats.Parquet;

/// <summary>A Parquet file's settings; the first six are those of ParquetSerDe in the API.</summary>
public sealed record ParquetOptions
{
    /// <summary>
    /// Bytes that a row group has in the file, about: it ends when its pages and what waits for one reach them.
    /// </summary>
    public int BlockSizeBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>Bytes that a page is cut at before compression; a dictionary is given up at the same size.</summary>
    public int PageSizeBytes { get; init; } = 1024 * 1024;

    public ParquetCompression Compression { get; init; } = ParquetCompression.Snappy;

    /// <summary>Values that come often are written once and numbered, where that is smaller.</summary>
    public bool EnableDictionaryCompression { get; init; } = true;

    /// <summary>
    /// A row group that would begin less than so many bytes before a multiple of <see cref="BlockSizeBytes"/> begins
    /// there instead, behind zeroes. 0 pads nothing.
    /// </summary>
    public int MaxPaddingBytes { get; init; }

    public ParquetWriterVersion WriterVersion { get; init; } = ParquetWriterVersion.V1;

    /// <summary>
    /// Columns that get a bloom filter, by their path: names with dots between. Ours, the API does not have it.
    /// </summary>
    public IReadOnlyList<string> BloomFilterColumns { get; init; } = [];

    /// <summary>How often a filter may say yes for a value that is not there; above 0, below 1.</summary>
    public double BloomFilterFalsePositiveProbability { get; init; } = 0.01;
}
