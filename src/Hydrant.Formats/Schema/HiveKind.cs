namespace Hydrant.Formats.Schema;

/// <summary>The kinds of type that a table's column can have.</summary>
public enum HiveKind
{
    Boolean,

    /// <summary>8 bits, signed.</summary>
    TinyInt,

    /// <summary>16 bits, signed.</summary>
    SmallInt,

    /// <summary>32 bits, signed.</summary>
    Int,

    /// <summary>64 bits, signed.</summary>
    BigInt,

    /// <summary>32 bits, IEEE 754.</summary>
    Float,

    /// <summary>64 bits, IEEE 754.</summary>
    Double,
    Decimal,
    String,

    /// <summary>
    /// Text of exactly so many code points; shorter text is filled with spaces by readers, longer is cut.
    /// </summary>
    Char,

    /// <summary>Text of at most so many code points; longer is cut.</summary>
    VarChar,
    Binary,

    /// <summary>A day, without time or zone.</summary>
    Date,

    /// <summary>A moment to the nanosecond.</summary>
    Timestamp,
    Struct,
    Array,
    Map,
}
