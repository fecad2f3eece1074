namespace Hydrant.Wire.Shapes;

/// <summary>What a <see cref="WireReader"/> stands on, whichever the encoding.</summary>
public enum WireToken
{
    /// <summary>Before the first token, or behind the last.</summary>
    None,
    StartMap,
    EndMap,
    StartList,
    EndList,

    /// <summary>The name of a map's next member.</summary>
    Name,
    String,

    /// <summary>Raw bytes; only CBOR has them.</summary>
    Bytes,
    Number,

    /// <summary>A number marked as a point in time; only CBOR has the mark.</summary>
    Timestamp,
    True,
    False,
    Null,
}
