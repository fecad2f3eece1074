namespace Hydrant.Formats.Parquet.Joining;

/// <summary>A column chunk of a footer. Numbers of fields are those of the format's ColumnChunk and ColumnMetaData.</summary>
internal sealed class ParquetChunk
{
    public const int OffsetIndexField = 4;
    public const int ColumnIndexField = 6;

    private const int FileOffsetField = 2;
    private const int MetadataField = 3;
    private const int CompressedBytesField = 7;
    private const int DataPageField = 9;
    private const int IndexPageField = 10;
    private const int DictionaryPageField = 11;
    private const int BloomField = 14;
    private const int BloomLengthField = 15;

    private readonly ThriftValue _chunk;
    private readonly ThriftValue _metadata;

    /// <exception cref="InvalidDataException">It lacks what every chunk has, or is of a form that is not joined.</exception>
    public ParquetChunk(ThriftValue chunk)
    {
        _chunk = chunk;
        if (chunk.Fields.ContainsKey(1)) throw new InvalidDataException("a column of it is in another file");
        if (chunk.Fields.ContainsKey(8) || chunk.Fields.ContainsKey(9)) throw new InvalidDataException("a column of it is encrypted");
        if (!chunk.Fields.TryGetValue(MetadataField, out var metadata) || metadata.Type != ThriftType.Struct)
            throw new InvalidDataException("a column of it has no metadata");
        _metadata = metadata;
        if (metadata.NumberOf(DataPageField) is null || metadata.NumberOf(CompressedBytesField) is not >= 0)
            throw new InvalidDataException("a column of it does not say where it is");
    }

    /// <summary>Its page indexes: where the pages' places and bounds are.</summary>
    public IEnumerable<(int Number, long Offset, int Length)> Indexes
    {
        get
        {
            foreach (var number in (int[])[ColumnIndexField, OffsetIndexField])
            {
                if (_chunk.NumberOf(number) is not { } offset) continue;
                if (_chunk.NumberOf(number + 1) is not (> 0 and <= int.MaxValue and var length) || offset > long.MaxValue / 2)
                    throw new InvalidDataException("a page index has no length");
                yield return (number, offset, (int)length);
            }
        }
    }

    public bool LiesIn(long first, long end)
    {
        var start = _metadata.NumberOf(DataPageField)!.Value;
        if (_metadata.NumberOf(DictionaryPageField) is > 0 and var dictionary) start = Math.Min(start, dictionary);
        if (_metadata.NumberOf(IndexPageField) is > 0 and var index) start = Math.Min(start, index);
        var bloomEnd = _metadata.NumberOf(BloomField) is { } bloom
            ? (bloom < first || bloom > end ? long.MaxValue : bloom + Math.Max(0, _metadata.NumberOf(BloomLengthField) ?? 1))
            : 0;
        return start >= first && start <= end && _metadata.NumberOf(CompressedBytesField) <= end - start && bloomEnd <= end;
    }

    public void Move(long by)
    {
        Move(_chunk, FileOffsetField, by);
        foreach (var field in (ReadOnlySpan<int>)[DataPageField, IndexPageField, DictionaryPageField, BloomField]) Move(_metadata, field, by);
    }

    /// <summary>Says where a page index is now.</summary>
    public void SetIndex(int field, long offset, int length)
    {
        _chunk.Set(field, offset);
        _chunk.Set(field + 1, length);
    }

    // Some writers say 0 where there is none.
    private static void Move(ThriftValue within, int field, long by)
    {
        if (within.NumberOf(field) is > 0 and var offset) within.Set(field, offset + by);
    }
}
