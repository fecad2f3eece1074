namespace Hydrant.Tables.Inference;

/// <summary>What values have been so far. The numbers widen in their order.</summary>
internal enum InferredKind
{
    /// <summary>Only nulls were seen.</summary>
    Unknown,
    Boolean,
    Int,
    BigInt,
    Double,
    Timestamp,
    String,
    Array,
    Struct,
}
