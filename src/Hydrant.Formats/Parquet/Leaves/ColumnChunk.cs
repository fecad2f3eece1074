namespace Hydrant.Formats.Parquet.Leaves;

/// <summary>A column chunk that was written, as the footer describes it.</summary>
/// <param name="DictionaryOffset">Where in the file its dictionary page begins; null when it has none.</param>
/// <param name="DataOffset">Where its first data page begins.</param>
/// <param name="UncompressedBytes">With page headers.</param>
/// <param name="CompressedBytes">With page headers.</param>
/// <param name="Hashes">Of its values, for the bloom filter; empty when none is wanted.</param>
internal sealed record ColumnChunk(
    LeafShape Shape,
    long Values,
    long? DictionaryOffset,
    long DataOffset,
    long UncompressedBytes,
    long CompressedBytes,
    IReadOnlyCollection<int> Encodings,
    LeafStatistics Statistics,
    ulong[] Hashes,
    IReadOnlyList<PageFacts> Pages)
{
    /// <summary>Where its bloom filter begins, and how long it is; 0 when it has none.</summary>
    public (long Offset, int Length) Bloom { get; set; }

    /// <summary>Where its pages' places are written, and how long that is.</summary>
    public (long Offset, int Length) OffsetIndex { get; set; }

    /// <summary>Where its pages' bounds are written; 0 when they are not.</summary>
    public (long Offset, int Length) ColumnIndex { get; set; }

    public long Start => DictionaryOffset ?? DataOffset;
}
