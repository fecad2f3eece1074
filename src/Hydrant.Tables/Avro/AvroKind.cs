namespace Hydrant.Tables.Avro;

/// <summary>The types of Avro; the first eight are its primitive ones, in the specification's order.</summary>
internal enum AvroKind
{
    Null,
    Boolean,
    Int,
    Long,
    Float,
    Double,
    Bytes,
    String,
    Record,
    Enum,
    Array,
    Map,
    Union,
    Fixed,
}
