namespace Hydrant.Formats.Parquet;

/// <summary>Which pages and encodings are written.</summary>
public enum ParquetWriterVersion
{
    /// <summary>
    /// Data pages of the first kind; dictionary, plain and run-length encodings only. Everything reads it.
    /// </summary>
    V1,

    /// <summary>Data pages of the second kind, and delta encodings where no dictionary pays.</summary>
    V2,
}
