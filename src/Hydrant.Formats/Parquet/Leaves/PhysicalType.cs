namespace Hydrant.Formats.Parquet.Leaves;

/// <summary>How a value lies in the file; the numbers are the file's.</summary>
internal enum PhysicalType
{
    Boolean = 0,
    Int32 = 1,
    Int64 = 2,

    /// <summary>Nanoseconds of the day (8 bytes) and the Julian day number (4), both little-endian.</summary>
    Int96 = 3,
    Float = 4,
    Double = 5,
    ByteArray = 6,
    FixedLenByteArray = 7,
}
