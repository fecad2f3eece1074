using FsCheck;
using FsCheck.Fluent;

namespace Hydrant.Tables.Tests.Avro;

/// <summary>Texts of schemas of every kind, nested; names are never used twice.</summary>
internal static class AvroSamples
{
    private static readonly string[] Primitives =
        ["null", "boolean", "int", "long", "float", "double", "bytes", "string"];

    public static Gen<string> Schemas { get; } = Gen.Sized(size => Of(Math.Min(size, 12)));

    /// <summary>A record with a field of that type, and more fields.</summary>
    public static string Record(string type, string more) =>
        $$"""{"type":"record","name":"outermost","fields":[{"name":"given","type":{{type}}}{{more}}]}""";

    private static Gen<string> Of(int size) => size == 0
        ? Leaf
        : Gen.Frequency(
            (3, Leaf),
            (1, Of(size / 2).Select(item => $$"""{"type":"array","items":{{item}}}""")),
            (1, Of(size / 2).Select(item => $$"""{"type":"map","values":{{item}}}""")),
            (1, Gen.Choose(0, int.MaxValue).Zip(Of(size / 2), (n, item) => $$"""
                {"type":"record","name":"s.r{{n}}","fields":[{"name":"a","type":{{item}},"doc":"d"},{"name":"b","type":"int","default":{{n}}}]}
                """)),
            (1, Gen.Choose(0, int.MaxValue).Select(n => $$"""
                ["null",{"type":"map","values":"int"},{"type":"fixed","name":"f{{n}}","size":{{n % 9}}}]
                """)));

    private static Gen<string> Leaf => Gen.OneOf(
        Gen.Elements(Primitives).Select(name => $"\"{name}\""),
        Gen.Elements("""{"type":"int","logicalType":"date"}""", """{"type":"string","logicalType":"uuid"}""",
            """{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}"""),
        Gen.Choose(0, int.MaxValue).Select(n => $$"""{"type":"enum","name":"e{{n}}","symbols":["A","B"],"default":"A"}"""));
}
