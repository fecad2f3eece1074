namespace Hydrant.Formats.Orc.Metadata;

/// <summary>How a column is encoded in one stripe. The values are those of the format.</summary>
internal enum ColumnEncoding
{
    Direct = 0,
    Dictionary = 1,
    DirectV2 = 2,
    DictionaryV2 = 3,
}
