namespace Hydrant.Formats.Parquet.Leaves;

/// <summary>
/// What a column chunk says of its values. Bounds are null when there are none, or none worth their bytes.
/// </summary>
internal sealed record LeafStatistics(long Nulls, byte[]? Smallest, byte[]? Largest);
