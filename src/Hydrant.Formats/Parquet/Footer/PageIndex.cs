using Hydrant.Formats.Parquet.Leaves;

namespace Hydrant.Formats.Parquet.Footer;

/// <summary>The two parts of a chunk's page index: where its pages are, and what is in them.</summary>
internal static class PageIndex
{
    private const int Unordered = 0;

    /// <summary>Whether every page with values has bounds; without them there is no column index.</summary>
    public static bool HasBounds(ColumnChunk chunk) =>
        chunk.Pages.All(page => page.IsNull || page.Statistics.Smallest is not null);

    public static void WriteOffsets(CompactWriter thrift, ColumnChunk chunk)
    {
        thrift.Begin();
        thrift.Structs(1, chunk.Pages.Count);
        foreach (var page in chunk.Pages)
        {
            thrift.Begin();
            thrift.Int64(1, chunk.DataOffset + page.Offset);
            thrift.Int32(2, page.Length);
            thrift.Int64(3, page.FirstRow);
            thrift.End();
        }

        thrift.End();
    }

    public static void WriteBounds(CompactWriter thrift, ColumnChunk chunk)
    {
        thrift.Begin();
        thrift.Bools(1, [.. chunk.Pages.Select(page => page.IsNull)]);
        thrift.Binaries(2, [.. chunk.Pages.Select(page => page.Statistics.Smallest ?? [])]);
        thrift.Binaries(3, [.. chunk.Pages.Select(page => page.Statistics.Largest ?? [])]);
        thrift.Int32(4, Unordered);
        thrift.Int64s(5, [.. chunk.Pages.Select(page => page.Statistics.Nulls)]);
        thrift.End();
    }
}
