using Hydrant.Formats.Columns;

namespace Hydrant.Formats.Parquet.Leaves;

/// <summary>
/// Buffers that are needed while a page is ended, and by one leaf at a time: a file has one set of them.
/// </summary>
internal sealed class PageScratch : IDisposable
{
    /// <summary>The values of the page to be ended, encoded.</summary>
    public ByteBuffer Values { get; } = new();

    /// <summary>Its levels, and in a page of the first kind the values behind them.</summary>
    public ByteBuffer Levels { get; } = new();

    /// <summary>What the codec has made of it.</summary>
    public ByteBuffer Packed { get; } = new();

    public long MemoryBytes => Values.Capacity + Levels.Capacity + Packed.Capacity;

    /// <summary>Gives the memory back; the buffers may be used again.</summary>
    public void Dispose()
    {
        Values.Dispose();
        Levels.Dispose();
        Packed.Dispose();
    }
}
