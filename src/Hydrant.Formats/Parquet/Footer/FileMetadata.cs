using Hydrant.Formats.Parquet.Leaves;

namespace Hydrant.Formats.Parquet.Footer;

/// <summary>Writes a file's metadata: its schema and where each chunk is.</summary>
internal static class FileMetadata
{
    private const string CreatedBy = "hydrant version 0.1.0";

    public static void Write(
        CompactWriter thrift,
        ParquetOptions options,
        int codec,
        IReadOnlyList<ParquetNode> columns,
        IReadOnlyList<RowGroup> groups)
    {
        thrift.Begin();
        thrift.Int32(1, options.WriterVersion == ParquetWriterVersion.V2 ? 2 : 1);
        thrift.Structs(2, 1 + columns.Sum(column => column.Elements));
        SchemaElements.WriteRoot(thrift, columns.Count);
        foreach (var column in columns) column.WriteSchema(thrift);
        thrift.Int64(3, groups.Sum(group => group.Rows));
        thrift.Structs(4, groups.Count);
        for (var i = 0; i < groups.Count; i++) WriteGroup(thrift, groups[i], codec, i);
        thrift.Text(6, CreatedBy);

        // Bounds follow the order of their types.
        var leaves = columns.Sum(column => column.Leaves.Count());
        thrift.Structs(7, leaves);
        for (var i = 0; i < leaves; i++)
        {
            thrift.Begin();
            thrift.Empty(1);
            thrift.End();
        }

        thrift.End();
    }

    private static void WriteGroup(CompactWriter thrift, RowGroup group, int codec, int ordinal)
    {
        thrift.Begin();
        thrift.Structs(1, group.Chunks.Count);
        foreach (var chunk in group.Chunks)
        {
            thrift.Begin();
            thrift.Int64(2, chunk.Start);
            WriteChunk(thrift, chunk, codec);
            thrift.Int64(4, chunk.OffsetIndex.Offset);
            thrift.Int32(5, chunk.OffsetIndex.Length);
            if (chunk.ColumnIndex.Length > 0)
            {
                thrift.Int64(6, chunk.ColumnIndex.Offset);
                thrift.Int32(7, chunk.ColumnIndex.Length);
            }

            thrift.End();
        }

        thrift.Int64(2, group.Chunks.Sum(chunk => chunk.UncompressedBytes));
        thrift.Int64(3, group.Rows);
        thrift.Int64(5, group.Chunks[0].Start);
        thrift.Int64(6, group.Chunks.Sum(chunk => chunk.CompressedBytes));
        if (ordinal <= short.MaxValue) thrift.Int16(7, ordinal);
        thrift.End();
    }

    private static void WriteChunk(CompactWriter thrift, ColumnChunk chunk, int codec)
    {
        thrift.Begin(3);
        thrift.Int32(1, (int)chunk.Shape.Physical);
        thrift.Int32s(2, chunk.Encodings);
        thrift.Texts(3, [.. chunk.Shape.Path]);
        thrift.Int32(4, codec);
        thrift.Int64(5, chunk.Values);
        thrift.Int64(6, chunk.UncompressedBytes);
        thrift.Int64(7, chunk.CompressedBytes);
        thrift.Int64(9, chunk.DataOffset);
        if (chunk.DictionaryOffset is { } dictionary) thrift.Int64(11, dictionary);
        WriteStatistics(thrift, chunk.Statistics);
        if (chunk.Bloom.Length > 0)
        {
            thrift.Int64(14, chunk.Bloom.Offset);
            thrift.Int32(15, chunk.Bloom.Length);
        }

        thrift.End();
    }

    private static void WriteStatistics(CompactWriter thrift, LeafStatistics statistics)
    {
        thrift.Begin(12);
        thrift.Int64(3, statistics.Nulls);
        if (statistics is { Largest: { } largest, Smallest: { } smallest })
        {
            thrift.Bytes(5, largest);
            thrift.Bytes(6, smallest);
        }

        thrift.End();
    }
}
