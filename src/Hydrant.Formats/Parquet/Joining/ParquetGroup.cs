namespace Hydrant.Formats.Parquet.Joining;

/// <summary>A row group of a footer.</summary>
internal sealed class ParquetGroup
{
    private const int ColumnsField = 1;
    private const int OffsetField = 5;
    private const int OrdinalField = 7;

    private readonly ThriftValue _group;

    /// <exception cref="InvalidDataException">It lacks what every row group has.</exception>
    public ParquetGroup(ThriftValue group)
    {
        _group = group;
        Chunks = [.. group.StructsOf(ColumnsField).Select(chunk => new ParquetChunk(chunk))];
    }

    public IReadOnlyList<ParquetChunk> Chunks { get; }

    public ThriftValue Value => _group;

    public bool LiesIn(long first, long end) => Chunks.All(chunk => chunk.LiesIn(first, end));

    /// <summary>Says that all of it lies elsewhere, and which group of the file it is.</summary>
    public void Move(long by, int ordinal)
    {
        if (_group.NumberOf(OffsetField) is > 0 and var offset) _group.Set(OffsetField, offset + by);
        if (_group.NumberOf(OrdinalField) is not null)
        {
            if (ordinal <= short.MaxValue) _group.Set(OrdinalField, ordinal);
            else _group.Fields.Remove(OrdinalField);
        }

        foreach (var chunk in Chunks) chunk.Move(by);
    }
}
