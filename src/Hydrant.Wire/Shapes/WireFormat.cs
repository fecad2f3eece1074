namespace Hydrant.Wire.Shapes;

/// <summary>The two encodings of the AWS protocols that Hydrant speaks. A shape is described once and stands in both.</summary>
public enum WireFormat
{
    /// <summary><c>application/x-amz-json-1.1</c></summary>
    Json,

    /// <summary><c>application/x-amz-cbor-1.1</c></summary>
    Cbor,
}
