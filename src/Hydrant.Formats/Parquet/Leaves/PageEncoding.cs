namespace Hydrant.Formats.Parquet.Leaves;

/// <summary>How a page's values are encoded; the numbers are the file's.</summary>
internal enum PageEncoding
{
    Plain = 0,
    PlainDictionary = 2,
    Rle = 3,
    DeltaBinaryPacked = 5,
    DeltaByteArray = 7,
    RleDictionary = 8,
}
