using Hydrant.Formats.Parquet.Leaves;

namespace Hydrant.Formats.Parquet.Footer;

/// <summary>A row group that was written.</summary>
internal sealed record RowGroup(long Rows, IReadOnlyList<ColumnChunk> Chunks);
