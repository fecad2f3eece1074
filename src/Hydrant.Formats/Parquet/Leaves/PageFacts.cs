namespace Hydrant.Formats.Parquet.Leaves;

/// <summary>What the page index says of a data page.</summary>
/// <param name="Offset">From the chunk's first data page on.</param>
/// <param name="Length">Bytes, header included.</param>
/// <param name="FirstRow">Counted within the row group.</param>
/// <param name="IsNull">Whether there is no value at all.</param>
internal sealed record PageFacts(int Offset, int Length, long FirstRow, bool IsNull, LeafStatistics Statistics);
