namespace Hydrant.Formats.Orc.Metadata;

/// <summary>What a stream of a stripe holds. The values are those of the format.</summary>
internal enum StreamKind
{
    Present = 0,
    Data = 1,
    Length = 2,
    DictionaryData = 3,
    Secondary = 5,
    RowIndex = 6,
    BloomFilterUtf8 = 8,
}
