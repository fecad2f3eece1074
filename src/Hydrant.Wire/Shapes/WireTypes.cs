namespace Hydrant.Wire.Shapes;

/// <summary>What the service says when a member has the wrong type (docs/specs/wire.md, type errors).</summary>
internal static class WireTypes
{
    private const string List = "Start of list found where not expected";
    private const string Map = "Start of structure or map found where not expected.";
    private const string Boolean = "class java.lang.Boolean can not be converted to";
    private const string Text = "class java.lang.String can not be converted to";
    private const string Number = "class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to";

    /// <summary>A scalar of that Java type was expected: String, Integer, Long, Double or Boolean.</summary>
    public static WireTypeException NotA(string type, WireToken found) => Scalar(found, $"an {type}");

    public static WireTypeException NotABlob(WireToken found) => Scalar(found, "a Blob");

    public static WireTypeException NotATimestamp(WireToken found) => Scalar(found, "milliseconds since epoch");

    public static WireTypeException NotAList(WireToken found) =>
        new(found == WireToken.StartMap ? Map : "Expected list or null");

    public static WireTypeException NotAMap(WireToken found) =>
        new(found == WireToken.StartList ? List : "Expected map or null");

    public static WireTypeException NotAStructure(WireToken found) =>
        new(found == WireToken.StartList ? List : "Expected null");

    private static WireTypeException Scalar(WireToken found, string target) => new(found switch
    {
        WireToken.StartList => List,
        WireToken.StartMap => Map,
        WireToken.True or WireToken.False => $"{Boolean} {target}",
        WireToken.Number or WireToken.Timestamp => $"{Number} {target}",
        _ => $"{Text} {target}",
    });
}
