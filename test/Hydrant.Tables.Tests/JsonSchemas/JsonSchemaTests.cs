using Hydrant.Tables.JsonSchemas;
using Hydrant.Tables.Registry;

namespace Hydrant.Tables.Tests.JsonSchemas;

public sealed class JsonSchemaTests
{
    private const string Closed = "\"additionalProperties\":false";
    private const string A = "\"a\":{\"type\":\"string\"}";
    private const string B = "\"b\":{\"type\":\"integer\"}";

    [Theory]
    [InlineData("[]", "A schema is an object")]
    [InlineData("{", "")]
    [InlineData("""{"type":"strin"}""", "#/type")]
    [InlineData("""{"properties":{"a":{"type":1}}}""", "#/properties/a/type")]
    [InlineData("""{"required":["a","a"]}""", "#/required")]
    [InlineData("""{"enum":[]}""", "#/enum")]
    [InlineData("""{"pattern":"("}""", "#/pattern")]
    [InlineData("""{"minLength":-1}""", "#/minLength")]
    [InlineData("""{"$ref":"#/definitions/x"}""", "leads nowhere")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-03/schema#"}""", "The draft")]
    public void What_is_no_schema_is_refused(string text, string why)
    {
        var parsed = JsonDefinition.Parse(text);

        parsed.Ok.ShouldBeFalse();
        parsed.Fault.Message.ShouldContain(why);
    }

    public static TheoryData<string, string, bool> Pairs => new()
    {
        // A closed schema takes an optional member more; what took it does not go back.
        { Object(A + "," + B, Closed), Object(A, Closed), true },
        { Object(A, Closed), Object(A + "," + B, Closed), false },

        // An open one has taken anything under the new name already.
        { Object(A + "," + B, ""), Object(A, ""), false },
        { Object(A, ""), Object(A + "," + B, ""), true },
        { Object(A, ""), Object(A, Closed), true },
        { Object(A, Closed), Object(A, ""), false },

        { Object(A, "\"required\":[\"a\"]"), Object(A, ""), false },
        { Object(A, ""), Object(A, "\"required\":[\"a\"]"), true },
        { """{"type":"number"}""", """{"type":"integer"}""", true },
        { """{"type":"integer"}""", """{"type":"number"}""", false },
        { """{"type":["string","null"]}""", """{"type":"string"}""", true },
        { """{"type":"string"}""", """{"type":["string","null"]}""", false },
        { """{"enum":["a","b"]}""", """{"enum":["a"]}""", true },
        { """{"enum":["a"]}""", """{"enum":["a","b"]}""", false },
        { """{"type":"string"}""", """{"const":"x"}""", true },
        { """{"type":"integer","minimum":0}""", """{"type":"integer","minimum":1}""", true },
        { """{"type":"integer","minimum":1}""", """{"type":"integer","minimum":0}""", false },
        { """{"type":"number","exclusiveMaximum":5}""", """{"type":"number","maximum":5}""", false },
        { """{"type":"number","maximum":5}""", """{"type":"number","exclusiveMaximum":5}""", true },
        { """{"type":"string","maxLength":5}""", """{"type":"string","maxLength":6}""", false },
        { """{"type":"array","items":{"type":"number"}}""", """{"type":"array","items":{"type":"integer"}}""", true },
        { """{"type":"array","items":{"type":"integer"}}""", """{"type":"array"}""", false },
        { """{"anyOf":[{"type":"string"},{"type":"integer"}]}""", """{"type":"integer"}""", true },
        { """{"type":"integer"}""", """{"anyOf":[{"type":"string"},{"type":"integer"}]}""", false },
        { """{"type":"string","minLength":1}""", """{"allOf":[{"type":"string"},{"minLength":2}]}""", true },
        { "true", """{"type":"string"}""", true },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void What_was_taken_before_must_be_taken_still(string reader, string writer, bool reads) =>
        (Find(reader, writer) is null).ShouldBe(reads);

    [Fact]
    public void A_tree_is_compared_to_its_end()
    {
        const string tree = """{"type":"object","properties":{"v":{"type":"VALUE"},"kids":{"type":"array","items":{"$ref":"#"}}}}""";
        var narrow = tree.Replace("VALUE", "integer", StringComparison.Ordinal);
        var wide = tree.Replace("VALUE", "number", StringComparison.Ordinal);

        Find(wide, narrow).ShouldBeNull();
        Find(narrow, wide).ShouldNotBeNull();
    }

    [Fact]
    public void A_circle_of_alternatives_ends_with_a_no() =>
        Find("""{"type":"string"}""", """{"anyOf":[{"$ref":"#"},{"type":"string"}]}""")!.ShouldContain("intricate");

    [Fact]
    public void The_order_of_members_means_nothing() => Parse("""{"type":"string","minLength":1}""").Canonical
        .ShouldBe(Parse("""{ "minLength": 1, "type": "string" }""").Canonical);

    [Fact]
    public void An_object_becomes_the_columns_of_a_table() => Parse("""
        {"type":"object","properties":{"id":{"type":"integer"},"name":{"type":["string","null"]},"score":{"type":"number"},
         "tags":{"type":"array","items":{"type":"string"}},"at":{"$ref":"#/definitions/place"},
         "more":{"type":"object","additionalProperties":{"type":"boolean"}}},
         "definitions":{"place":{"type":"object","properties":{"lat":{"type":"number"}}}}}
        """).Columns().Value.ShouldBe(
        [
            new("id", "bigint"), new("name", "string"), new("score", "double"), new("tags", "array<string>"),
            new("at", "struct<lat:double>"), new("more", "map<string,boolean>"),
        ]);

    private static string Object(string members, string more) =>
        $$"""{"type":"object","properties":{{{members}}}{{(more.Length > 0 ? "," : "")}}{{more}}}""";

    // A bare boolean is a schema within others only.
    private static string? Find(string reader, string writer) => Parse(Inside(reader)).CannotRead(Parse(Inside(writer)));

    private static string Inside(string schema) => schema == "true" ? "{}" : schema;

    private static ParsedSchema Parse(string text) => JsonDefinition.Parse(text).Value;
}
