using System.Text;
using Hydrant.Delivery.Transforms;
using static Hydrant.Delivery.Tests.Transforms.TransformLab;

namespace Hydrant.Delivery.Tests.Transforms;

public sealed class MaskTests
{
    [Theory]
    [InlineData("email", "write to ann.b+c@mail.example.org!", "write to ***!")]
    [InlineData("email", "a@b or @c.d", "a@b or @c.d")]
    [InlineData("ipv4", "from 10.0.0.255 to 256.1.1.1", "from *** to 256.1.1.1")]
    [InlineData("phone", "+49 (30) 1234-5678, 555-123-4567 or (555) 123-4567", "***, *** or ***")]
    [InlineData("phone", "2026-03-01 12345 1.2.3.4", "2026-03-01 12345 1.2.3.4")]
    [InlineData("card", "4111 1111 1111 1111", "***")]
    [InlineData("card", "order 1 4111-1111-1111-1111 5", "order 1 *** 5")]
    [InlineData("card", "4111111111111112 and 41111111111111111111", "4111111111111112 and 41111111111111111111")]
    [InlineData("card", "378282246310005;4222222222222", "***;***")]
    public async Task Patterns_that_have_names_find_what_they_are_named_for(string pattern, string text, string expected)
    {
        (await OneAsync(Processor("Mask", ("Pattern", pattern)), text)).ShouldBe(expected);
        (await OneAsync(Processor("Mask", ("Pattern", pattern)), $$"""{"a":["{{text}}"]}""")).ShouldBe($$"""{"a":["{{expected}}"]}""");
    }

    [Theory]
    [InlineData("[0-9]+", "#", """{"a1":"b2","c":3,"d":[{"e":"4 5"}]}""", """{"a1":"b#","c":3,"d":[{"e":"# #"}]}""")]
    [InlineData(@"(\w)\w*@(\w+)", "$1*@$2", """{"a":"ann@home"}""", """{"a":"a*@home"}""")]
    [InlineData("é", "\"\\", """{ "k" : "caf\u00e9" , "o":"\u0041" }""", """{ "k" : "caf\"\\" , "o":"\u0041" }""")]
    [InlineData("x", "y", "\"x\"", "\"y\"")]
    [InlineData("x", "y", "{\"x\":\"x\"} {\"x\":\"x\"}\n", "{\"x\":\"y\"} {\"x\":\"y\"}\n")]
    [InlineData("x", "y", "{\"x\":\"x\"", "{\"y\":\"y\"")]
    [InlineData("x*", "y", "axxb", "ayb")]
    [InlineData("^.", "y", "\"😀\"", "\"y\uFFFD\"")]
    public async Task Values_are_masked_and_names_are_not(string pattern, string replacement, string record, string expected) =>
        (await OneAsync(Processor("Mask", ("Pattern", pattern), ("Replacement", replacement)), record)).ShouldBe(expected);

    [Theory]
    [InlineData("u.card", """{"u":{"card":4111111111111111,"other":"4111111111111111"}}""", """{"u":{"card":"***","other":"4111111111111111"}}""")]
    [InlineData("u", """{"u":{"a":"4111111111111111","b":["4111111111111111",1]},"v":"4111111111111111"}""",
        """{"u":{"a":"***","b":["***",1]},"v":"4111111111111111"}""")]
    [InlineData("u.a,v", """{"u":[{"a":"4111111111111111"}],"v":"4111111111111111"}""", """{"u":[{"a":"***"}],"v":"***"}""")]
    public async Task Only_the_fields_that_are_named_are_masked(string fields, string record, string expected) =>
        (await OneAsync(Processor("Mask", ("Pattern", "card"), ("Fields", fields)), record)).ShouldBe(expected);

    [Fact]
    public async Task What_cannot_be_searched_is_not_let_through()
    {
        var (records, failures) = await RunAsync(
            [Processor("Mask", ("Pattern", "x"))], [0xFF, (byte)'x'], "{\"a\":\"\\uD800\"}"u8.ToArray(), [.. "{\"a\":\""u8, 0xFF, .. "\"}"u8], "ok"u8.ToArray());

        records.ShouldBe(["ok"]);
        failures.ShouldBe(["Mask.InvalidText", "Mask.InvalidText", "Mask.InvalidText"]);
    }

    [Fact]
    public async Task A_pattern_that_takes_the_square_of_a_text_ends_with_a_failure()
    {
        var (records, failures) = await RunAsync(Processor("Mask", ("Pattern", ".*b|a")), new string('a', 2_000_000), "a");

        records.ShouldBe(["***"]);
        failures.ShouldBe(["Mask.TimedOut"]);
    }

    [Theory]
    [InlineData(@"(a)\1")]
    [InlineData("(?=a)")]
    [InlineData("(?>a+)")]
    public void Patterns_that_need_going_back_are_refused(string pattern) =>
        TransformCatalog.Mistake(Processor("Mask", ("Pattern", pattern))).ShouldNotBeNull();

    [Fact]
    public async Task Several_processors_are_applied_in_the_order_in_which_they_were_given()
    {
        var mask = Processor("Mask", ("Pattern", "b"), ("Replacement", "c"));
        var again = Processor("Mask", ("Pattern", "c"), ("Replacement", "d"));
        var record = Encoding.UTF8.GetBytes("""{"a":"b","x":1}""");
        var end = Processor("AppendDelimiterToRecord");
        var rows = Processor("JsonToCsv", ("Fields", "z,x"));
        var rename = Processor("RenameFields", ("Fields", "a:z"));

        (await RunAsync([end, rows, mask, rename, again], record)).Records.ShouldBe(["d,1\n"]);
        (await RunAsync([end, rows, again, rename, mask], record)).Records.ShouldBe(["c,1\n"]);
    }
}
