namespace Hydrant.Formats.Parquet.Joining;

/// <summary>Types of the compact protocol; the values are those of the protocol. True and false are one type here.</summary>
internal enum ThriftType
{
    Bool = 1,
    Int8 = 3,
    Int16 = 4,
    Int32 = 5,
    Int64 = 6,
    Double = 7,
    Binary = 8,
    List = 9,
    Struct = 12,
}
