namespace Hydrant.Formats.Orc;

/// <summary>What a file is written with. The defaults are those of the service.</summary>
public sealed record OrcOptions
{
    public OrcCompression Compression { get; init; } = OrcCompression.Snappy;

    public OrcVersion Version { get; init; } = OrcVersion.V012;

    /// <summary>A stripe ends when its encoded bytes reach this.</summary>
    public long StripeSizeBytes { get; init; } = 64L << 20;

    /// <summary>The file system's block, which padded stripes do not cross.</summary>
    public long BlockSizeBytes { get; init; } = 256L << 20;

    /// <summary>Rows of an index entry; at least 1.</summary>
    public int RowIndexStride { get; init; } = 10_000;

    /// <summary>Keep stripes within blocks: shorter ones before a block's end, zeros where none is worth it.</summary>
    public bool EnablePadding { get; init; }

    /// <summary>The part of a stripe's size, 0 to 1, that may be given up to zeros at a block's end.</summary>
    public double PaddingTolerance { get; init; } = 0.05;

    /// <summary>
    /// Top-level columns, or fields within by their path with dots. A nested column means all within. Letter case does
    /// not count, as in the tables.
    /// </summary>
    public IReadOnlyList<string> BloomFilterColumns { get; init; } = [];

    /// <summary>
    /// How often a filter may say yes in error, between 0 and 1; the ends are taken as the nearest useful value.
    /// </summary>
    public double BloomFilterFalsePositiveProbability { get; init; } = 0.05;

    /// <summary>
    /// Strings are written as a dictionary while distinct values are at most this part of all, 0 to 1; 1 is always.
    /// </summary>
    public double DictionaryKeyThreshold { get; init; } = 0.8;
}
